package com.lealup.customer.importing;

import com.lealup.platform.identity.TenantId;
import com.lealup.platform.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes rows in as they arrive and stores them piece by piece, never more than one in memory. */
final class Intake {

    /** The most rows of one import. */
    static final int MOST_ROWS = 1_000_000;

    private static final int MOST_OWNERS = 1_000;

    private final StoredRows store;
    private final TenantId tenant;
    private final JobId job;
    private final RowPieces piece = new RowPieces();
    private final Set<String> owners = new LinkedHashSet<>();
    private long stored;

    Intake(StoredRows store, TenantId tenant, JobId job) {
        this.store = store;
        this.tenant = tenant;
        this.job = job;
    }

    void row(List<byte[]> fields) {
        if (rows() == MOST_ROWS) {
            throw Problems.validation("", "too_many_rows", "an import has at most " + MOST_ROWS + " rows");
        }
        piece.add(fields);
        if (piece.full()) {
            end();
        }
    }

    /** An owner that a row names; the first of them are looked up before the job begins. */
    void owner(byte[] email) {
        if (email.length > 0 && email.length <= 254 && owners.size() < MOST_OWNERS) {
            owners.add(new String(email, StandardCharsets.UTF_8));
        }
    }

    Set<String> owners() {
        return owners;
    }

    /** Stores what is left. */
    void end() {
        if (piece.rows() > 0) {
            var count = piece.rows();
            store.store(tenant, job, stored, count, piece.take());
            stored += count;
        }
    }

    long rows() {
        return stored + piece.rows();
    }
}

package com.lealup.ingest.event;

import com.lealup.platform.identity.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Bounds what all bodies under way may hold together, since while Kafka is slow each waits for seconds and any number
 * of requests may come. A body takes its share piece by piece as it is inflated, so that a small one takes little and a
 * bomb no more than the limit of one body. When nothing is left the request is turned away at once instead of queueing.
 *
 * <p>A workspace may hold as much as is still free: alone half of everything, two a third each. So something is left
 * for whoever comes next, however much one sends.
 */
@Component
class BodyMemory {

    /** A body costs about four times its size while it is under way: its bytes, texts, records and the send buffer. */
    private static final int SHARE_OF_HEAP = 8;

    private static final int LARGEST_BODY = 16 * 1024 * 1024;
    private static final int PIECE = 16 * 1024;

    private final Semaphore pieces;
    private final ConcurrentMap<TenantId, Integer> held = new ConcurrentHashMap<>();

    @Autowired
    BodyMemory() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    BodyMemory(long bytes) {
        // One body of the largest size must always fit into one workspace's share.
        this.pieces = new Semaphore((int) (Math.max(bytes, 2L * (LARGEST_BODY + PIECE)) / PIECE));
    }

    /** Reads the body to its end and works on it; empty, and nothing done, when there is no room for it. */
    <T> Optional<T> with(TenantId tenantId, InputStream in, Function<byte[], T> work) throws IOException {
        var taken = 0;
        try {
            var body = new ByteArrayOutputStream(PIECE);
            var piece = new byte[PIECE];
            for (var read = in.readNBytes(piece, 0, PIECE); read > 0; read = in.readNBytes(piece, 0, PIECE)) {
                if (!take(tenantId)) {
                    return Optional.empty();
                }
                taken++;
                body.write(piece, 0, read);
            }
            return Optional.of(work.apply(body.toByteArray()));
        } finally {
            giveBack(tenantId, taken);
        }
    }

    private boolean take(TenantId tenantId) {
        if (held.getOrDefault(tenantId, 0) >= pieces.availablePermits() || !pieces.tryAcquire()) {
            return false;
        }
        held.merge(tenantId, 1, Integer::sum);
        return true;
    }

    private void giveBack(TenantId tenantId, int taken) {
        if (taken > 0) {
            held.computeIfPresent(tenantId, (same, before) -> before == taken ? null : before - taken);
            pieces.release(taken);
        }
    }

    int freePieces() {
        return pieces.availablePermits();
    }
}

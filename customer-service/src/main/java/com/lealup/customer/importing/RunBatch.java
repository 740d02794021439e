package com.lealup.customer.importing;

import com.lealup.customer.account.ImportRow;
import com.lealup.customer.account.RowOutcome;
import com.lealup.customer.account.WriteCustomers;
import com.lealup.customer.field.Definitions;
import com.lealup.customer.field.DefinitionsOf;
import com.lealup.platform.database.Worker;
import com.lealup.platform.json.StrictJson;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works off the next rows of a job in one transaction: customers, facts, entries, errors and the job's position commit
 * together or not at all.
 */
@Component
class RunBatch {

    /** Of each job; enough to see what is wrong with a file, and few enough that a bad file costs little. */
    private static final int MOST_KEPT_ERRORS = 10_000;

    /** An import of so many rows is worth new statistics, once it has written enough for Postgres to see. */
    private static final int LARGE = 5_000;

    private static final int MANY = 4_000;

    private static final ImportRow ERASED =
            ImportRow.unreadable(new FieldError("", "erased", "was about a customer that was erased meanwhile"));

    private final JobQueue queue;
    private final WriteCustomers customers;
    private final DefinitionsOf definitions;
    private final TransactionTemplate transactions;
    private final ImportProperties properties;

    RunBatch(
            JobQueue queue,
            WriteCustomers customers,
            DefinitionsOf definitions,
            @Worker TransactionTemplate transactions,
            ImportProperties properties) {
        this.queue = queue;
        this.customers = customers;
        this.definitions = definitions;
        this.transactions = transactions;
        this.properties = properties;
    }

    enum Progress {
        MORE,
        DONE,
        LOST
    }

    Progress run(Claim claim) {
        var grown = new AtomicBoolean();
        var progress = transactions.execute(status -> inTransaction(claim, grown));
        if (grown.get()) {
            queue.analyze();
        }
        return progress == null ? Progress.LOST : progress;
    }

    private Progress inTransaction(Claim claim, AtomicBoolean grown) {
        var held = queue.hold(claim, properties.lease());
        if (held.isEmpty()) {
            return Progress.LOST;
        }
        var standing = held.get();
        if (standing.processed() < standing.total()) {
            var done = next(claim, standing);
            grown.set(standing.total() >= LARGE && standing.processed() < MANY && standing.processed() + done >= MANY);
            if (standing.processed() + done < standing.total()) {
                return Progress.MORE;
            }
        }
        queue.complete(claim);
        return Progress.DONE;
    }

    private int next(Claim claim, JobQueue.Standing standing) {
        var piece = queue.take(claim, standing.processed());
        var fields = definitions.workspace(claim.caller().tenantId());
        var rows = RowPieces.read(piece.content(), piece.count());
        var outcomes = customers.write(claim.caller(), claim.rule(), fields, documents(claim, fields, rows));
        queue.advance(claim, tally(outcomes), errors(claim, standing, outcomes));
        return outcomes.size();
    }

    private static List<ImportRow> documents(Claim claim, Definitions fields, List<RowPieces.Row> rows) {
        return switch (claim.kind()) {
            case BULK, NDJSON ->
                rows.stream()
                        .map(row -> row.erased() ? ERASED : document(row.fields()))
                        .toList();
            case CSV -> {
                var cells = new CsvCells(Columns.of(claim.header(), claim.rule().mode()), claim.latin1(), fields);
                yield rows.stream()
                        .map(row -> row.erased() ? ERASED : cells.row(row.fields()))
                        .toList();
            }
        };
    }

    private static ImportRow document(List<byte[]> fields) {
        if (fields.isEmpty()) {
            return ImportRow.unreadable(
                    new FieldError("", "too_long", "a line has at most " + NdjsonIntake.LONGEST_LINE + " bytes"));
        }
        try {
            return ImportRow.of(StrictJson.read(fields.getFirst()));
        } catch (ProblemException malformed) {
            // What the parser says of it may quote the row, which an error must not keep.
            var column = malformed.problem().extensions().get("column");
            return ImportRow.unreadable(new FieldError(
                    "", "malformed_json", "is not valid JSON" + (column == null ? "" : " at column " + column)));
        }
    }

    private static JobQueue.Tally tally(List<RowOutcome> outcomes) {
        var created = 0;
        var updated = 0;
        var skipped = 0;
        var failed = 0;
        for (var outcome : outcomes) {
            switch (outcome) {
                case RowOutcome.Created done -> created++;
                case RowOutcome.Updated done -> updated++;
                case RowOutcome.Skipped passed -> skipped++;
                case RowOutcome.Refused refused -> failed++;
            }
        }
        return new JobQueue.Tally(created, updated, skipped, failed);
    }

    private static List<JobQueue.KeptError> errors(Claim claim, JobQueue.Standing standing, List<RowOutcome> outcomes) {
        var kept = new ArrayList<JobQueue.KeptError>();
        var failed = standing.failed();
        for (var i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof RowOutcome.Refused(List<FieldError> errors) && failed++ < MOST_KEPT_ERRORS) {
                var index = standing.processed() + i;
                for (var place = 0; place < Math.min(errors.size(), 20); place++) {
                    kept.add(
                            new JobQueue.KeptError(JobView.RowError.of(index, shown(claim, errors.get(place))), place));
                }
            }
        }
        return kept;
    }

    /** In a CSV file the pointer is that of the column, as its header calls it. */
    private static FieldError shown(Claim claim, FieldError error) {
        if (claim.kind() != JobKind.CSV) {
            return error;
        }
        var meaning = error.pointer().startsWith("/custom_fields/")
                ? Columns.CUSTOM + error.pointer().substring("/custom_fields/".length())
                : error.pointer().substring(Math.min(1, error.pointer().length()));
        var column = Columns.of(claim.header(), claim.rule().mode()).indexOf(meaning);
        return column < 0
                ? error
                : new FieldError("/" + claim.header().get(column).strip(), error.code(), error.message());
    }
}

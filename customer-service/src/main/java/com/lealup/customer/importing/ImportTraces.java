package com.lealup.customer.importing;

import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerKey;
import com.lealup.customer.account.ImportMode;
import com.lealup.customer.value.Checked;
import com.lealup.customer.value.EmailDomain;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.json.StrictJson;
import com.lealup.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * What imports hold of single customers: rows that wait for their turn, and errors. Rows that were worked off are gone,
 * and an upload that has not ended asks for nothing yet.
 */
public final class ImportTraces {

    private static final String HOLD = """
            select id, kind, mode, header, latin1
            from import_jobs
            where tenant_id = :tenant
              and state in ('queued', 'running')
            order by id
            for update
            """;

    private static final String NEXT_PIECE = """
            select first_row, row_count, content
            from import_rows
            where tenant_id = :tenant
              and job_id = :job
              and first_row > :after
            order by first_row
            limit 1
            """;

    private static final String REWRITE = """
            update import_rows
            set content = :content
            where tenant_id = :tenant
              and job_id = :job
              and first_row = :first
            """;

    private static final String BLANK_ERRORS = """
            update import_errors
            set message = 'was about a customer that was erased meanwhile',
                pointer = ''
            where tenant_id = :tenant
              and (position(:id in message) > 0
                or position(:id in pointer) > 0
                or position(lower(:domain) in lower(message)) > 0
                or position(lower(:domain) in lower(pointer)) > 0)
            """;

    private final JdbcClient jdbc;

    /** @param jdbc of the role whose transaction erases */
    public ImportTraces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The imports of a workspace that are not done, none of which goes on until the transaction ends.
     *
     * <p>To be asked before the customer is locked: an import locks its job first, too.
     */
    public List<Open> hold(TenantId tenant) {
        return jdbc.sql(HOLD)
                .param("tenant", tenant.value())
                .query((row, number) -> open(row))
                .list();
    }

    /** An import that is not done. */
    public record Open(UUID job, JobKind kind, List<String> columns, boolean latin1) {}

    /**
     * Takes the rows about a customer out of imports.
     *
     * @param domain the customer's, while it is its own; null if it has none, or is in the trash
     * @return how many
     */
    public long eraseRows(List<Open> imports, CustomerKey key, @Nullable String domain) {
        var erased = 0L;
        for (var open : imports) {
            var after = -1L;
            for (var piece = next(key, open, after); piece != null; piece = next(key, open, after)) {
                erased += erase(open, piece, key, domain);
                after = piece.first();
            }
        }
        return erased;
    }

    /** Blanks what errors say of a customer, and gives how many did. */
    public long eraseErrors(CustomerKey key, @Nullable String domain) {
        var id = key.id().toString();
        return jdbc.sql(BLANK_ERRORS)
                .param("tenant", key.tenantId().value())
                .param("id", id)
                .param("domain", domain == null ? id : domain)
                .update();
    }

    @SuppressWarnings("ArrayRecordComponent") // A row: read once, compared by nobody.
    private record Piece(long first, int count, byte[] content) {}

    private @Nullable Piece next(CustomerKey key, Open open, long after) {
        return jdbc.sql(NEXT_PIECE)
                .param("tenant", key.tenantId().value())
                .param("job", open.job())
                .param("after", after)
                .query((row, number) ->
                        new Piece(row.getLong("first_row"), row.getInt("row_count"), row.getBytes("content")))
                .optional()
                .orElse(null);
    }

    private int erase(Open open, Piece piece, CustomerKey key, @Nullable String domain) {
        var about = new About(open, key.id(), domain);
        var rows = RowPieces.read(piece.content(), piece.count());
        var found = rows.stream().filter(about::test).toList().size();
        if (found > 0) {
            jdbc.sql(REWRITE)
                    .param("tenant", key.tenantId().value())
                    .param("job", open.job())
                    .param("first", piece.first())
                    .param(
                            "content",
                            RowPieces.write(rows.stream()
                                    .map(row -> about.test(row) ? RowPieces.Row.ERASED : row)
                                    .toList()))
                    .update();
        }
        return found;
    }

    /** Whether rows of an import are about a customer. */
    private record About(Open open, CustomerId id, @Nullable String domain) {

        boolean test(RowPieces.Row row) {
            if (row.erased() || row.fields().isEmpty()) {
                return false;
            }
            return open.kind() == JobKind.CSV
                    ? csv(row.fields())
                    : json(row.fields().getFirst());
        }

        private boolean csv(List<byte[]> cells) {
            return isId(cell(cells, "id")) || isDomain(cell(cells, "email_domain"));
        }

        private String cell(List<byte[]> cells, String column) {
            var place = open.columns().indexOf(column);
            return place < 0 || place >= cells.size() ? "" : CsvCells.text(cells.get(place), open.latin1());
        }

        private boolean json(byte[] line) {
            try {
                var document = StrictJson.read(line);
                return isId(text(document, "id")) || isDomain(text(document, "email_domain"));
            } catch (ProblemException unreadable) {
                var text = new String(line, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
                return text.contains(id.toString().toLowerCase(Locale.ROOT))
                        || (domain != null && text.contains(domain));
            }
        }

        private static String text(JsonNode document, String field) {
            return document.path(field).asString("");
        }

        private boolean isId(String text) {
            return !text.isEmpty() && CustomerId.parse(text).filter(id::equals).isPresent();
        }

        private boolean isDomain(String text) {
            return domain != null
                    && !text.isEmpty()
                    && EmailDomain.read(text) instanceof Checked.Valid<EmailDomain>(EmailDomain read)
                    && read.value().equals(domain);
        }
    }

    private static Open open(ResultSet row) throws SQLException {
        var header = List.of((String[]) row.getArray("header").getArray());
        var kind = JobKind.of(row.getString("kind"));
        var mode = ImportMode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT));
        return new Open(
                row.getObject("id", UUID.class),
                kind,
                kind == JobKind.CSV ? Columns.of(header, mode) : List.of(),
                row.getBoolean("latin1"));
    }
}

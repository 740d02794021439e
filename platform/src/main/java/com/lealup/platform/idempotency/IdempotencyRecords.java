package com.lealup.platform.idempotency;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The kept answers. */
final class IdempotencyRecords {

    /**
     * Two locks until the transaction ends, the narrow one first: on the scope with this very body, then on the scope.
     * Failing on the first means that the same request is running, on the second that one with another body is. Locks
     * of equal hash stand for different scopes once in 2^64 pairs; that costs a needless 409 or 422.
     */
    private static final String LOCK = """
            select case
              when not pg_try_advisory_xact_lock(hashtextextended(cast(:scope as text) || cast(:fingerprint as text), 1)) then 'same'
              when not pg_try_advisory_xact_lock(hashtextextended(cast(:scope as text), 0)) then 'other'
              else 'free'
            end
            """;

    private static final String FIND = """
            select fingerprint, status, header_names, header_values, body
            from idempotency_records
            where tenant_id = :tenant
              and method = :method
              and path = :path
              and idempotency_key = :key
            """;

    private static final String KEEP = """
            insert into idempotency_records (
              tenant_id, method, path, idempotency_key, fingerprint, status, header_names, header_values, body, request_id)
            values (
              :tenant, :method, :path, :key, :fingerprint, :status, :names, :values, :body, :requestId)
            """;

    private final JdbcClient jdbc;

    IdempotencyRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum Running {
        NONE,
        SAME_REQUEST,
        OTHER_REQUEST
    }

    record Scope(UUID tenant, String method, String path, String key) {
        @Override
        public String toString() {
            return tenant + "\n" + method + "\n" + path + "\n" + key + "\n";
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // A row: read once, compared by nobody.
    record Kept(byte[] fingerprint, int status, String[] headerNames, String[] headerValues, byte[] body) {}

    Running lock(Scope scope, String fingerprint) {
        String found = jdbc.sql(LOCK)
                .param("scope", scope.toString())
                .param("fingerprint", fingerprint)
                .query(String.class)
                .single();
        return switch (found) {
            case "free" -> Running.NONE;
            case "same" -> Running.SAME_REQUEST;
            default -> Running.OTHER_REQUEST;
        };
    }

    Optional<Kept> find(Scope scope) {
        return bind(FIND, scope)
                .query((row, number) -> new Kept(
                        row.getBytes("fingerprint"),
                        row.getInt("status"),
                        (String[]) row.getArray("header_names").getArray(),
                        (String[]) row.getArray("header_values").getArray(),
                        row.getBytes("body")))
                .optional();
    }

    void keep(Scope scope, Kept kept, String requestId) {
        bind(KEEP, scope)
                .param("fingerprint", kept.fingerprint())
                .param("status", kept.status())
                .param("names", kept.headerNames())
                .param("values", kept.headerValues())
                .param("body", kept.body())
                .param("requestId", requestId)
                .update();
    }

    private JdbcClient.StatementSpec bind(String sql, Scope scope) {
        return jdbc.sql(sql)
                .param("tenant", scope.tenant())
                .param("method", scope.method())
                .param("path", scope.path())
                .param("key", scope.key());
    }
}

package com.lealup.health.timeline;

import com.lealup.health.customer.CustomerId;
import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Entries as a caller reads them, newest first. */
@Repository
class TimelinePages {

    private static final String LATEST = """
            select id, type, at, data
            from timeline
            where tenant_id = :tenant
              and customer_id = :customer
              and (at, id) < (cast(:at as timestamptz), cast(:id as uuid))
              and type = any (:types)
            """;

    /** Said in the words of the partial index, so that a few changes are not looked for among a million events. */
    private static final String RARE = """
              and type <> 1
            """;

    private static final String NEWEST_FIRST = """
            order by at desc, id desc
            limit :limit
            """;

    private final JdbcClient jdbc;

    TimelinePages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a page ends: the next one begins after it. */
    record Position(String at, UUID id) {

        /** Before the newest entry. */
        static final Position TOP = new Position("infinity", new UUID(-1, -1));
    }

    /** An entry as stored. */
    record Line(UUID id, EntryType type, Instant at, String data) {}

    @Transactional(readOnly = true)
    public List<Line> after(
            TenantId tenant, CustomerId customer, Set<EntryType> types, @Nullable Position position, int limit) {
        var rare = types.contains(EntryType.USAGE_EVENT) ? "" : RARE;
        var from = position == null ? Position.TOP : position;
        return jdbc.sql(LATEST + rare + NEWEST_FIRST)
                .param("tenant", tenant.value())
                .param("customer", customer.value())
                .param("at", from.at())
                .param("id", from.id())
                .param("types", types.stream().mapToInt(EntryType::code).toArray())
                .param("limit", limit)
                .query(TimelinePages::line)
                .list();
    }

    static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getObject("id", UUID.class),
                EntryType.of(row.getInt("type")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("data"));
    }
}

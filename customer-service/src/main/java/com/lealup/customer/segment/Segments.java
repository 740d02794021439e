package com.lealup.customer.segment;

import com.lealup.customer.filter.Filter;
import com.lealup.customer.filter.FilterReader;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The segments of the caller's workspace. */
@Component
public class Segments {

    private static final String SELECT = """
            select id, revision, name, filter::text as filter, created_at, updated_at
            from segments
            where tenant_id = :tenant
            """;

    private static final String INSERT = """
            insert into segments (tenant_id, id, revision, name, filter, created_at, updated_at)
            values (:tenant, :id, :revision, :name, cast(:filter as json), :createdAt, :updatedAt)
            on conflict (tenant_id, name_folded) do nothing
            """;

    private static final String UPDATE = """
            update segments
            set revision = :revision,
                name = :name,
                filter = cast(:filter as json),
                updated_at = :updatedAt
            where tenant_id = :tenant
              and id = :id
              and not exists (
                  select 1
                  from segments other
                  where other.tenant_id = :tenant
                    and other.name_folded = lower(cast(:name as text) collate pg_unicode_fast)
                    and other.id <> :id)
            """;

    private static final String DELETE = """
            delete from segments
            where tenant_id = :tenant
              and id = :id
            """;

    private static final String NAMED = """
            select id
            from segments
            where tenant_id = :tenant
              and name_folded = lower(cast(:name as text) collate pg_unicode_fast)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Segments(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The filter of a segment; empty if the workspace has no such segment. */
    @Transactional(readOnly = true)
    public Optional<Filter> filter(TenantId tenant, SegmentId id) {
        return find(tenant, id).map(segment -> filter(segment));
    }

    /** What its filter means; it was checked when it was written. */
    static Filter filter(Segment segment) {
        return FilterReader.read(JsonBody.of(segment.filter()));
    }

    @Transactional(readOnly = true)
    Optional<Segment> find(TenantId tenant, SegmentId id) {
        return select(tenant, "  and id = :id\n", id);
    }

    /** The segment, locked until the transaction ends, so that its facts leave in the order of its revisions. */
    Optional<Segment> lock(TenantId tenant, SegmentId id) {
        return select(tenant, "  and id = :id\nfor update\n", id);
    }

    /** All of them; there are few. */
    @Transactional(readOnly = true)
    List<Segment> all(TenantId tenant) {
        return jdbc.sql(SELECT + "order by id\n")
                .param("tenant", tenant.value())
                .query(this::segment)
                .list();
    }

    @Transactional(readOnly = true)
    List<Segment> page(TenantId tenant, @Nullable UUID after, int most) {
        return jdbc.sql(SELECT + "  and id > :after\norder by id\nlimit :most\n")
                .param("tenant", tenant.value())
                .param("after", after == null ? new UUID(0, 0) : after)
                .param("most", most)
                .query(this::segment)
                .list();
    }

    /** False if another one has its name. */
    boolean insert(TenantId tenant, Segment segment) {
        return jdbc.sql(INSERT)
                        .params(parameters(tenant, segment))
                        .param("createdAt", Timestamp.from(segment.createdAt()))
                        .update()
                == 1;
    }

    /**
     * False if another one has its name.
     *
     * @throws DuplicateKeyException if another one got it at the same moment
     */
    boolean update(TenantId tenant, Segment segment) {
        return jdbc.sql(UPDATE).params(parameters(tenant, segment)).update() == 1;
    }

    void delete(TenantId tenant, SegmentId id) {
        jdbc.sql(DELETE).param("tenant", tenant.value()).param("id", id.value()).update();
    }

    Optional<SegmentId> named(TenantId tenant, String name) {
        return jdbc.sql(NAMED)
                .param("tenant", tenant.value())
                .param("name", name)
                .query(UUID.class)
                .optional()
                .map(SegmentId::new);
    }

    private Optional<Segment> select(TenantId tenant, String which, SegmentId id) {
        return jdbc.sql(SELECT + which)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(this::segment)
                .optional();
    }

    private Map<String, Object> parameters(TenantId tenant, Segment segment) {
        return Map.of(
                "tenant", tenant.value(),
                "id", segment.id().value(),
                "revision", segment.revision(),
                "name", segment.name(),
                "filter", json.writeValueAsString(segment.filter()),
                "updatedAt", Timestamp.from(segment.updatedAt()));
    }

    private Segment segment(ResultSet row, int number) throws SQLException {
        return new Segment(
                new SegmentId(row.getObject("id", UUID.class)),
                row.getLong("revision"),
                row.getString("name"),
                StrictJson.read(row.getString("filter").getBytes(StandardCharsets.UTF_8)),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

package com.lealup.customer.view;

import com.lealup.platform.identity.TenantId;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The saved views that somebody may see: their own and those shared with the workspace. */
@Component
class SavedViews {

    /** Of one owner; people look for one by its name. */
    static final int MOST = 100;

    private static final String SELECT = """
            select id, owner_id, shared, name, query::text as query, created_at, updated_at
            from saved_views
            where tenant_id = :tenant
              and (owner_id = :owner or shared)
            """;

    private static final String INSERT = """
            insert into saved_views (tenant_id, id, owner_id, shared, name, query, created_at, updated_at)
            select :tenant, :id, :owner, :shared, :name, cast(:query as json), :createdAt, :updatedAt
            where (
                select count(*)
                from saved_views
                where tenant_id = :tenant
                  and owner_id = :owner) < :most
            """;

    private static final String UPDATE = """
            update saved_views
            set shared = :shared,
                name = :name,
                query = cast(:query as json),
                updated_at = :updatedAt
            where tenant_id = :tenant
              and id = :id
            """;

    private static final String DELETE = """
            delete from saved_views
            where tenant_id = :tenant
              and id = :id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SavedViews(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Transactional(readOnly = true)
    public Optional<SavedView> find(TenantId tenant, ViewOwner owner, ViewId id) {
        return jdbc.sql(SELECT + "  and id = :id\n")
                .param("tenant", tenant.value())
                .param("owner", owner.value())
                .param("id", id.value())
                .query(this::view)
                .optional();
    }

    @Transactional(readOnly = true)
    public List<SavedView> page(TenantId tenant, ViewOwner owner, @Nullable UUID after, int most) {
        return jdbc.sql(SELECT + "  and id > :after\norder by id\nlimit :most\n")
                .param("tenant", tenant.value())
                .param("owner", owner.value())
                .param("after", after == null ? new UUID(0, 0) : after)
                .param("most", most)
                .query(this::view)
                .list();
    }

    /** False if its owner has too many already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean insert(TenantId tenant, SavedView view) {
        return jdbc.sql(INSERT)
                        .params(parameters(tenant, view))
                        .param("owner", view.ownerId().value())
                        .param("createdAt", Timestamp.from(view.createdAt()))
                        .param("most", MOST)
                        .update()
                == 1;
    }

    @Transactional
    public void update(TenantId tenant, SavedView view) {
        jdbc.sql(UPDATE).params(parameters(tenant, view)).update();
    }

    @Transactional
    public void delete(TenantId tenant, ViewId id) {
        jdbc.sql(DELETE).param("tenant", tenant.value()).param("id", id.value()).update();
    }

    private Map<String, Object> parameters(TenantId tenant, SavedView view) {
        return Map.of(
                "tenant", tenant.value(),
                "id", view.id().value(),
                "shared", view.shared(),
                "name", view.name(),
                "query", json.writeValueAsString(view.query()),
                "updatedAt", Timestamp.from(view.updatedAt()));
    }

    private SavedView view(ResultSet row, int number) throws SQLException {
        return new SavedView(
                new ViewId(row.getObject("id", UUID.class)),
                new ViewOwner(row.getObject("owner_id", UUID.class)),
                row.getBoolean("shared"),
                row.getString("name"),
                StrictJson.read(row.getString("query").getBytes(StandardCharsets.UTF_8)),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

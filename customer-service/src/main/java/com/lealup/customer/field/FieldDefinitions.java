package com.lealup.customer.field;

import com.lealup.platform.identity.TenantId;
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
import org.springframework.transaction.annotation.Transactional;

/** The definitions of the caller's workspace. */
@Component
class FieldDefinitions {

    private static final String SELECT = """
            select id, revision, key, label, type, options, created_at, updated_at
            from field_definitions
            where tenant_id = :tenant
            """;

    private static final String INSERT = """
            insert into field_definitions (tenant_id, id, revision, key, label, type, options, created_at, updated_at)
            values (:tenant, :id, :revision, :key, :label, :type, cast(:options as text[]), :createdAt, :updatedAt)
            on conflict (tenant_id, key) do nothing
            """;

    private static final String UPDATE = """
            update field_definitions
            set revision = :revision,
                label = :label,
                options = cast(:options as text[]),
                updated_at = :updatedAt
            where tenant_id = :tenant
              and id = :id
            """;

    private static final String DELETE = """
            delete from field_definitions
            where tenant_id = :tenant
              and id = :id
            """;

    private final JdbcClient jdbc;

    FieldDefinitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them; there are few. */
    @Transactional(readOnly = true)
    public List<FieldDefinition> all(TenantId tenant) {
        return page(tenant, null, DefineFields.MOST);
    }

    @Transactional(readOnly = true)
    public List<FieldDefinition> page(TenantId tenant, @Nullable UUID after, int most) {
        return jdbc.sql(SELECT + "  and id > :after\norder by id\nlimit :most\n")
                .param("tenant", tenant.value())
                .param("after", after == null ? new UUID(0, 0) : after)
                .param("most", most)
                .query(FieldDefinitions::definition)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<FieldDefinition> find(TenantId tenant, DefinitionId id) {
        return select(tenant, "  and id = :id\n", id);
    }

    Optional<FieldDefinition> lock(TenantId tenant, DefinitionId id) {
        return select(tenant, "  and id = :id\nfor update\n", id);
    }

    Optional<FieldDefinition> ofKey(TenantId tenant, String key) {
        return jdbc.sql(SELECT + "  and key = :key\n")
                .param("tenant", tenant.value())
                .param("key", key)
                .query(FieldDefinitions::definition)
                .optional();
    }

    /** False if another one has its key. */
    boolean insert(TenantId tenant, FieldDefinition definition) {
        return jdbc.sql(INSERT)
                        .params(parameters(tenant, definition))
                        .param("key", definition.key())
                        .param("type", definition.type().name())
                        .param("createdAt", Timestamp.from(definition.createdAt()))
                        .update()
                == 1;
    }

    void update(TenantId tenant, FieldDefinition definition) {
        jdbc.sql(UPDATE).params(parameters(tenant, definition)).update();
    }

    void delete(TenantId tenant, DefinitionId id) {
        jdbc.sql(DELETE).param("tenant", tenant.value()).param("id", id.value()).update();
    }

    private Optional<FieldDefinition> select(TenantId tenant, String which, DefinitionId id) {
        return jdbc.sql(SELECT + which)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(FieldDefinitions::definition)
                .optional();
    }

    private static Map<String, Object> parameters(TenantId tenant, FieldDefinition definition) {
        return Map.of(
                "tenant", tenant.value(),
                "id", definition.id().value(),
                "revision", definition.revision(),
                "label", definition.label(),
                "options", definition.options().toArray(String[]::new),
                "updatedAt", Timestamp.from(definition.updatedAt()));
    }

    private static FieldDefinition definition(ResultSet row, int number) throws SQLException {
        return new FieldDefinition(
                new DefinitionId(row.getObject("id", UUID.class)),
                row.getLong("revision"),
                row.getString("key"),
                row.getString("label"),
                FieldType.valueOf(row.getString("type")),
                List.of((String[]) row.getArray("options").getArray()),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

package com.lealup.health.model;

import com.lealup.health.model.ModelVersion.Author;
import com.lealup.health.model.ModelVersion.Provenance;
import com.lealup.health.score.HealthModel;
import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The versions of a workspace's model, as callers read and add them. */
@Repository
class ModelVersions {

    private static final String COLUMNS = """
            select version, model, note, author_type, author_id, author_name, created_at, rolled_out_at
            from health_models
            where tenant_id = :tenant
            """;

    private static final String CURRENT = COLUMNS + """
            order by version desc
            limit 1
            """;

    private static final String FIND = COLUMNS + """
              and version = :version
            """;

    private static final String PAGE = COLUMNS + """
              and version < :before
            order by version desc
            limit :limit
            """;

    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended('health.model.' || :tenant, 0))
            """;

    private static final String ADD = """
            insert into health_models (
              tenant_id, version, model, note, author_type, author_id, author_name, created_at)
            values (
              :tenant, :version, cast(:model as json), :note, :authorType, :authorId, :authorName,
              cast(:at as timestamptz))
            """;

    private final JdbcClient jdbc;
    private final ModelJson json;

    ModelVersions(JdbcClient jdbc, ModelJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps others from adding a version until the transaction ends. */
    void lock(TenantId tenant) {
        jdbc.sql(LOCK).param("tenant", tenant.toString()).query(row -> {});
    }

    ModelVersion current(TenantId tenant) {
        return jdbc.sql(CURRENT)
                .param("tenant", tenant.value())
                .query(this::version)
                .optional()
                .orElse(ModelVersion.FIRST);
    }

    Optional<ModelVersion> find(TenantId tenant, int version) {
        if (version == ModelVersion.FIRST.version()) {
            return Optional.of(ModelVersion.FIRST);
        }
        return jdbc.sql(FIND)
                .param("tenant", tenant.value())
                .param("version", version)
                .query(this::version)
                .optional();
    }

    /** Newest first, without the first version, which has no row. */
    List<ModelVersion> before(TenantId tenant, int version, int limit) {
        return jdbc.sql(PAGE)
                .param("tenant", tenant.value())
                .param("before", version)
                .param("limit", limit)
                .query(this::version)
                .list();
    }

    void add(TenantId tenant, HealthModel model, Author author, @Nullable String note, Instant at) {
        jdbc.sql(ADD)
                .param("tenant", tenant.value())
                .param("version", model.version())
                .param("model", json.write(model))
                .param("note", note)
                .param("authorType", author.type())
                .param("authorId", author.id())
                .param("authorName", author.name())
                .param("at", at.toString())
                .update();
    }

    private ModelVersion version(ResultSet row, int number) throws SQLException {
        var rolledOut = row.getObject("rolled_out_at", OffsetDateTime.class);
        return new ModelVersion(
                json.read(row.getString("model"), row.getInt("version")),
                new Provenance(
                        new Author(
                                row.getString("author_type"), row.getString("author_id"), row.getString("author_name")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("note"),
                        rolledOut == null ? null : rolledOut.toInstant()));
    }
}

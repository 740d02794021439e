package com.lealup.health.model;

import com.lealup.health.score.HealthModel;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.util.ConcurrentLruCache;

/** The models by which listeners and workers score. A version never changes, so it is read once. */
@Repository
public class HealthModels {

    private static final int REMEMBERED = 2_000;

    private static final String CURRENT = """
            select tenant_id, max(version)
            from health_models
            where tenant_id = any (cast(:tenants as uuid[]))
            group by tenant_id
            """;

    private static final String MODEL = """
            select model
            from health_models
            where tenant_id = :tenant
              and version = :version
            """;

    private final JdbcClient jdbc;
    private final ModelJson json;
    private final ConcurrentLruCache<Key, HealthModel> known = new ConcurrentLruCache<>(REMEMBERED, this::read);

    HealthModels(@Worker JdbcClient jdbc, ModelJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Key(TenantId tenant, int version) {}

    /**
     * The model of each of these workspaces. Whoever asks holds the locks of the customers that are to be scored: then
     * either it sees a version that was just made, or the roll-out of that version comes after it.
     */
    public Map<TenantId, HealthModel> current(Collection<TenantId> tenants) {
        var models = new HashMap<TenantId, HealthModel>();
        tenants.forEach(tenant -> models.put(tenant, HealthModel.BALANCED));
        jdbc.sql(CURRENT)
                .param(
                        "tenants",
                        models.keySet().stream()
                                .map(tenant -> tenant.value().toString())
                                .toArray(String[]::new))
                .query(row -> {
                    var tenant = new TenantId(row.getObject(1, UUID.class));
                    models.put(tenant, version(tenant, row.getInt(2)));
                });
        return models;
    }

    /** A version of a workspace's model. */
    public HealthModel version(TenantId tenant, int version) {
        return version == HealthModel.BALANCED.version() ? HealthModel.BALANCED : known.get(new Key(tenant, version));
    }

    private HealthModel read(Key key) {
        var text = jdbc.sql(MODEL)
                .param("tenant", key.tenant().value())
                .param("version", key.version())
                .query((row, number) -> row.getString(1))
                .single();
        return json.read(text, key.version());
    }
}

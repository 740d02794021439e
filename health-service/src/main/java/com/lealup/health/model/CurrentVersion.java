package com.lealup.health.model;

import com.lealup.health.score.HealthModel;
import com.lealup.platform.identity.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The versions of a caller's workspace, read only. */
@Component
public class CurrentVersion {

    private final ModelVersions versions;

    CurrentVersion(ModelVersions versions) {
        this.versions = versions;
    }

    /** The newest model, be it rolled out yet or not. */
    @Transactional(readOnly = true)
    public HealthModel modelOf(TenantId tenant) {
        return versions.current(tenant).model();
    }

    @Transactional(readOnly = true)
    ModelVersion of(TenantId tenant) {
        return versions.current(tenant);
    }

    /** Versions below a number, newest first; the last of them is the one every workspace starts with. */
    @Transactional(readOnly = true)
    List<ModelVersion> newestFirst(TenantId tenant, int before, int limit) {
        var found = new ArrayList<>(versions.before(tenant, before, limit));
        if (found.size() < limit && before > ModelVersion.FIRST.version()) {
            found.add(ModelVersion.FIRST);
        }
        return found;
    }
}

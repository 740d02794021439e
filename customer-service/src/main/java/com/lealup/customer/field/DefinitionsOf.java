package com.lealup.customer.field;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What workspaces say about their fields, as workers look it up. */
@Component
public class DefinitionsOf {

    private final FieldDefinitions definitions;

    DefinitionsOf(@Worker JdbcClient jdbc) {
        this.definitions = new FieldDefinitions(jdbc);
    }

    /** Those of one workspace. */
    public Definitions workspace(TenantId tenant) {
        return new Definitions(definitions.all(tenant));
    }
}

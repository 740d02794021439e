package com.lealup.platform.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the schema to the version of this build before any pool is opened: first the platform's tables, with a history
 * of their own, then the service's. Several instances may start at once; Flyway lets one migrate and the others wait.
 */
final class Migrations {

    private final DatabaseProperties properties;

    Migrations(DatabaseProperties properties) {
        this.properties = properties;
    }

    void run() {
        flyway("classpath:db/platform", "platform_schema_history").load().migrate();
        flyway("classpath:db/migration", "schema_history").load().migrate();
    }

    private FluentConfiguration flyway(String location, String historyTable) {
        return Flyway.configure()
                .dataSource(properties.url(), properties.schema() + "_owner", properties.ownerPassword())
                .schemas(properties.schema())
                .createSchemas(false)
                .locations(location)
                .table(historyTable)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .failOnMissingLocations(false)
                .connectRetries((int) properties.startTimeout().toSeconds())
                .connectRetriesInterval(1);
    }
}

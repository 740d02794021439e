package com.lealup.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The two roles of a running service, each with a pool, a transaction manager and a {@link JdbcClient}. */
@AutoConfiguration(beforeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnProperty("lealup.database.schema")
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseAutoConfiguration {

    @Bean
    Migrations migrations(DatabaseProperties properties) {
        var migrations = new Migrations(properties);
        migrations.start();
        return migrations;
    }

    @Bean
    @Primary
    DataSource apiDataSource(DatabaseProperties properties, Migrations migrations) {
        return migrated(
                migrations,
                pool(
                        properties,
                        "api",
                        properties.apiPassword(),
                        properties.apiConnections(),
                        properties.apiStatementTimeout()));
    }

    @Bean
    @Worker
    DataSource workerDataSource(DatabaseProperties properties, Migrations migrations) {
        return migrated(
                migrations,
                pool(
                        properties,
                        "worker",
                        properties.workerPassword(),
                        properties.workerConnections(),
                        properties.statementTimeout()));
    }

    @Bean
    @Primary
    PlatformTransactionManager transactionManager(DataSource apiDataSource) {
        return new TenantTransactionManager(apiDataSource);
    }

    @Bean
    @Worker
    PlatformTransactionManager workerTransactionManager(@Worker DataSource workerDataSource) {
        return new JdbcTransactionManager(workerDataSource);
    }

    @Bean
    @Primary
    JdbcClient jdbcClient(DataSource apiDataSource) {
        return JdbcClient.create(apiDataSource);
    }

    @Bean
    @Worker
    JdbcClient workerJdbcClient(@Worker DataSource workerDataSource) {
        return JdbcClient.create(workerDataSource);
    }

    @Bean
    @Primary
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactionManager) {
        return new TransactionTemplate(transactionManager);
    }

    @Bean
    @Worker
    TransactionTemplate workerTransactionTemplate(@Worker PlatformTransactionManager workerTransactionManager) {
        return new TransactionTemplate(workerTransactionManager);
    }

    private static DataSource migrated(Migrations migrations, HikariDataSource pool) {
        return migrations.done() ? pool : new MigratedDataSource(pool, migrations);
    }

    private static HikariDataSource pool(
            DatabaseProperties properties, String role, String password, int size, Duration statementTimeout) {
        var config = new HikariConfig();
        config.setPoolName(properties.schema() + "-" + role);
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.schema() + "_" + role);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(properties.connectTimeout().toMillis());
        config.setValidationTimeout(Math.min(1000, properties.connectTimeout().toMillis()));
        // A service whose database is away starts and answers 503 for what needs it.
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", properties.schema() + "-service " + role);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "2");
        // A Postgres that stands still fails the statement; without this it would hold the thread for ever.
        config.addDataSourceProperty("socketTimeout", String.valueOf(statementTimeout.toSeconds()));
        config.addDataSourceProperty(
                "options",
                "-c search_path=" + properties.schema() + " -c idle_in_transaction_session_timeout="
                        + properties.idleInTransactionTimeout().toMillis());
        return new HikariDataSource(config);
    }
}

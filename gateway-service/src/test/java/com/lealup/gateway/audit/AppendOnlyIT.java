package com.lealup.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.id.Ulids;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody changes an entry: not the roles the service works with, not the owner of the table, not the superuser. */
class AppendOnlyIT extends GatewayTestBase {

    private static final String REFUSED = "42501";

    private final UUID tenant = Ulids.next();

    @ParameterizedTest
    @CsvSource({"gateway_api,api-test", "gateway_worker,worker-test", "gateway_owner,owner-test"})
    void refusesEveryRoleToChangeAnEntry(String role, String password) throws SQLException {
        try (var connection = DriverManager.getConnection(properties().get("lealup.database.url"), role, password)) {
            // Given
            append(connection);

            // Then
            assertThatChangesAreRefused(connection);
            assertThat(entries(connection)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin", "replica"})
    void refusesTheSuperuserToChangeAnEntry(String replication) throws SQLException {
        try (var connection = TestParts.shared().superuser()) {
            // Given
            execute(connection, "set search_path = gateway");
            execute(connection, "set session_replication_role = " + replication);
            append(connection);

            // Then
            assertThatChangesAreRefused(connection);
            assertThat(entries(connection)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "superuser"})
    void refusesToEraseWhatIsNotAboutAnErasedCustomer(String who) throws SQLException {
        try (var connection = who.equals("superuser")
                ? TestParts.shared().superuser()
                : DriverManager.getConnection(properties().get("lealup.database.url"), "gateway_owner", "owner-test")) {
            // Given
            execute(connection, "set search_path = gateway");
            append(connection);
            appendAboutACustomer(connection);
            execute(connection, "select set_config('lealup.erasing_audit', 'on', false)");
            var erase = "update audit_entries set before = '{\"erased\": true}', after = '{\"erased\": true}'";

            // Then
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> execute(connection, erase + " where tenant_id = '" + tenant + "'"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));

            // When
            execute(connection, "insert into erased_customers values ('" + tenant + "', 'customer', now())");

            // Then
            for (var sql : new String[] {
                erase + ", actor_name = 'nobody' where subject_id = 'customer' and tenant_id = '" + tenant + "'",
                "update audit_entries set after = '{}' where subject_id = 'customer' and tenant_id = '" + tenant + "'",
                erase + " where subject_id = 'id' and tenant_id = '" + tenant + "'",
            }) {
                assertThatExceptionOfType(SQLException.class)
                        .as(sql)
                        .isThrownBy(() -> execute(connection, sql))
                        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
            }
            execute(connection, erase + " where subject_id = 'customer' and tenant_id = '" + tenant + "'");
        }
    }

    @Test
    void letsOnlyTheWorkerErase() throws SQLException {
        try (var connection =
                DriverManager.getConnection(properties().get("lealup.database.url"), "gateway_api", "api-test")) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() ->
                            execute(connection, "select gateway.erase_audit_of_customer('" + tenant + "', 'customer')"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
        }
    }

    @Test
    void leavesTheWorkingRolesNothingButReadingAndAppending() throws SQLException {
        try (var connection = TestParts.shared().superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select string_agg(distinct grantee || ' ' || privilege_type, ', ')
                        from information_schema.role_table_grants
                        where table_schema = 'gateway'
                          and table_name = 'audit_entries'
                          and grantee <> 'gateway_owner'
                        """)) {
            rows.next();
            assertThat(rows.getString(1).split(", "))
                    .containsExactlyInAnyOrder(
                            "gateway_api INSERT",
                            "gateway_api SELECT",
                            "gateway_worker INSERT",
                            "gateway_worker SELECT");
        }
    }

    private void assertThatChangesAreRefused(Connection connection) {
        for (var sql : new String[] {
            "update audit_entries set action = 'nothing.happened'",
            "update audit_entries set action = 'nothing.happened' where false",
            "delete from audit_entries",
            "truncate audit_entries",
            "insert into audit_entries select * from audit_entries on conflict (tenant_id, entry_id)"
                    + " do update set action = 'nothing.happened'"
        }) {
            assertThatExceptionOfType(SQLException.class)
                    .as(sql)
                    .isThrownBy(() -> execute(connection, sql))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
        }
    }

    private void appendAboutACustomer(Connection connection) throws SQLException {
        append(connection, "customer.updated", "customer");
    }

    private void append(Connection connection) throws SQLException {
        append(connection, "api_key.created", "id");
    }

    private void append(Connection connection, String action, String subject) throws SQLException {
        execute(connection, "select set_config('lealup.tenant_id', '" + tenant + "', false)");
        execute(connection, """
                insert into audit_entries (
                    tenant_id, entry_id, at, actor_type, actor_id, actor_name, action,
                    subject_type, subject_id, client_address, request_id, before, after)
                values (
                    '%s', '%s', now(), 'api_key', 'id', 'name', '%s',
                    '%s', '%s', '203.0.113.7', 'req-1', '{}', '{}')
                """.formatted(
                        tenant, Ulids.next(), action, action.substring(0, action.indexOf('.')), subject));
    }

    private long entries(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                        select count(*)
                        from audit_entries
                        where tenant_id = ?
                          and action = 'api_key.created'
                        """)) {
            statement.setObject(1, tenant);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

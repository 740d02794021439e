package com.lealup.customer.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.Callers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class RowLevelSecurityIT extends ServiceIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    @Worker
    private JdbcClient worker;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customers",
                "customer_health",
                "owners",
                "customer_words",
                "segments",
                "field_definitions",
                "contacts",
                "renewals",
                "renewal_notices",
                "workspaces",
                "erasures",
                "erasure_acks",
                "import_jobs",
                "import_rows",
                "import_errors"
            })
    void showsTheApiRoleNothingWithoutATenantAndOnlyItsOwnWithOne(String table) {
        // Given
        var id =
                create("{\"name\": \"Acme\", \"owner_email\": \"jane@example.com\", \"renewal_date\": \"2099-12-31\"}");
        fillWhatWorkersWrite(id);
        api.post("/v1/customers/" + id + "/contacts", "{\"name\": \"Bo\", \"email\": \"bo@acme.com\"}");
        api.post("/v1/custom-fields", "{\"key\": \"k\", \"type\": \"TEXT\"}");
        api.post("/v1/segments", "{\"name\": \"S\", \"filter\": {\"field\": \"arr\", \"op\": \"is_null\"}}");
        var unscoped = "select count(*) from " + table;
        assertThat(worker.sql(unscoped).query(Long.class).single()).isPositive();

        // Then
        assertThat(jdbc.sql(unscoped).query(Long.class).single()).isZero();
        assertThat(rows(unscoped)).isZero();
        assertThat(Callers.call(api.caller(), () -> rows(unscoped))).isEqualTo(1);
        assertThat(Callers.call(Api.ofNewWorkspace(port()).caller(), () -> rows(unscoped)))
                .isZero();
    }

    @Test
    void letsTheApiRoleWriteForNobodyElse() {
        create("{\"name\": \"Acme\"}");
        var stranger = Api.ofNewWorkspace(port()).caller();

        Integer changed = Callers.call(
                stranger,
                () -> transactions.execute(
                        status -> jdbc.sql("update customers set name = 'x'").update()));
        assertThat(changed).isZero();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> Callers.call(
                        stranger,
                        () -> transactions.execute(status -> jdbc.sql(
                                        "insert into customer_health (tenant_id, customer_id, revision) values (?, ?, 0)")
                                .params(api.tenant().value(), CustomerId.next().value())
                                .update())));
    }

    private void fillWhatWorkersWrite(String id) {
        for (var sql : List.of("""
                        insert into workspaces (tenant_id, revision, time_zone)
                        values (:tenant, 1, 'Europe/Berlin')
                        """, """
                        insert into renewal_notices (tenant_id, customer_id, renewal_date, days)
                        values (:tenant, :customer, '2099-12-31', 60)
                        """, """
                        insert into erasures (
                            tenant_id, customer_id, id, cause, requested_at, actor_type, actor_id, actor_name, request_id)
                        values (:tenant, :customer, :customer, 'requested', now(), 'user', 'x', 'x', 'x')
                        """, """
                        insert into erasure_acks (tenant_id, customer_id, service, counts, erased_at)
                        values (:tenant, :customer, 'health-service', '{}', now())
                        """, """
                        insert into import_jobs (
                            tenant_id, id, kind, state, mode, conflict_resolution, notify, latin1, header, actor,
                            request_id, total, created_at)
                        values (
                            :tenant, :customer, 'csv', 'failed', 'create', 'fail', false, false, '{}', '{}', 'x', 0, now())
                        """, """
                        insert into import_rows (tenant_id, job_id, first_row, row_count, content)
                        values (:tenant, :customer, 0, 1, 'x')
                        """, """
                        insert into import_errors (tenant_id, job_id, row_index, place, code, message, pointer)
                        values (:tenant, :customer, 0, 0, 'x', 'x', '')
                        """)) {
            worker.sql(sql)
                    .param("tenant", api.tenant().value())
                    .param("customer", CustomerId.parse(id).orElseThrow().value())
                    .update();
        }
    }

    private Long rows(String sql) {
        return transactions.execute(status -> jdbc.sql(sql).query(Long.class).single());
    }
}

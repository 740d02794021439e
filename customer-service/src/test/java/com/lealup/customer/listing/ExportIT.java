package com.lealup.customer.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.testing.Answer;
import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.platform.database.Worker;
import com.lealup.platform.testing.TestIdentity;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportIT extends ServiceIT {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Autowired
    @Worker
    private JdbcClient worker;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private MeterRegistry meters;

    @Test
    void hasWhatTheListHasInItsOrder() {
        // Given
        create("{\"name\": \"a\", \"arr\": 20, \"renewal_date\": \"2027-02-01\"}");
        create("{\"name\": \"b\", \"arr\": 3.5, \"status\": \"trial\"}");
        create("{\"name\": \"c b\", \"custom_fields\": {\"seats\": 12, \"vip\": true}}");
        var gone = create("{\"name\": \"d\"}");
        api.delete("/v1/customers/" + gone);
        var segment = api.post("/v1/segments", """
                {"name": "S", "filter": {"field": "arr", "op": "gte", "value": 4}}
                """).string("id");

        // Then
        for (var query : List.of(
                "",
                "sort=-arr",
                "sort=arr&max_arr=10",
                "status=trial",
                "segment_id=" + segment,
                "q=b",
                "q=b&sort=name",
                "deleted=true",
                "min_arr=1000")) {
            var listed = api.get("/v1/customers?" + query).json().get("data");
            assertThat(lines(api.get("/v1/customers/export?format=ndjson&" + query)))
                    .as(query)
                    .containsExactlyElementsOf(listed);
            assertThat(ids(api.get("/v1/customers/export?" + query)))
                    .as(query)
                    .containsExactlyElementsOf(listed.findValuesAsString("id"));
        }
        assertThat(api.get("/v1/customers/export?sort=size").status()).isEqualTo(400);
        assertThat(api.get("/v1/customers/export?limit=5").status()).isEqualTo(400);
        assertThat(api.get("/v1/customers/export?format=xml").status()).isEqualTo(400);
        assertThat(api.with("segments:read").get("/v1/customers/export").status())
                .isEqualTo(403);
    }

    @Test
    void isReadByTheImportAsItWas() {
        // Given
        api.post("/v1/custom-fields", "{\"key\": \"seats\", \"label\": \"Seats\", \"type\": \"NUMBER\"}");
        create("""
                {"name": "=cmd|' /C calc'!A0", "email_domain": "bücher.example", "arr": 0.1,
                 "owner_email": "jane@example.com", "renewal_date": "2027-01-31",
                 "custom_fields": {"seats": -5, "note": "'=1, \\"two\\"\\nlines", "other": "@x"}}
                """);

        // When
        var csv = api.get("/v1/customers/export");

        // Then
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"customers.csv\"");
        assertThat(csv.text().lines().findFirst().orElseThrow())
                .isEqualTo("id,name,email_domain,arr,owner_id,owner_email,status,renewal_date,segments,health_score,"
                        + "health_status,created_at,updated_at,deleted_at,cf_note,cf_other,cf_seats");
        assertThat(csv.text()).contains(",'=cmd|", "\"''=1, ", ",'@x,-5");
        var other = Api.ofNewWorkspace(port());
        other.post("/v1/custom-fields", "{\"key\": \"seats\", \"label\": \"Seats\", \"type\": \"NUMBER\"}");
        var job = other.send("POST", "/v1/customers/imports", csv.text().getBytes(UTF_8), "Content-Type", "text/csv")
                .string("job_id");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> other.get("/v1/jobs/" + job).string("state").equals("completed"));
        var before = api.get("/v1/customers").json().get("data").get(0);
        var after = other.get("/v1/customers").json().get("data").get(0);
        for (var field :
                List.of("name", "email_domain", "arr", "owner_email", "renewal_date", "status", "custom_fields")) {
            assertThat(after.get(field)).as(field).isEqualTo(before.get(field));
        }
    }

    @Test
    void goesOnOverManyPagesAndHoldsNoConnectionForASlowClient() throws Exception {
        // Given
        fill(20_000);
        var pool = dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean();

        // When: a client takes the first bytes and no more
        var token = TestIdentity.token(api.caller(), "customer-service", "GET", "/v1/customers/export");
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            socket.getOutputStream()
                    .write(("GET /v1/customers/export?format=ndjson HTTP/1.1\r\nHost: a\r\nLealup-Identity: " + token
                                    + "\r\n\r\n")
                            .getBytes(UTF_8));
            assertThat(socket.getInputStream().readNBytes(4096)).hasSize(4096);

            // Then
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> pool.getActiveConnections() == 0 && exportsInProgress() == 1);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> exportsInProgress() == 0);
        assertThat(ids(api.get("/v1/customers/export"))).doesNotHaveDuplicates().hasSize(20_000);
    }

    @Test
    void showsNothingOfAnotherWorkspace() {
        create("{\"name\": \"Acme\", \"custom_fields\": {\"secret_key\": 1}}");

        var stranger = Api.ofNewWorkspace(port()).get("/v1/customers/export");

        assertThat(stranger.text()).doesNotContain("Acme", "secret_key");
        assertThat(stranger.text().lines()).hasSize(1);
    }

    @Test
    void refusesMoreColumnsThanATableCanHave() {
        // Given
        fill(1_001);
        worker.sql("update customers set custom_fields = jsonb_build_object(id::text, 1) where tenant_id = :tenant")
                .param("tenant", api.tenant().value())
                .update();

        // Then
        assertThat(api.get("/v1/customers/export").status()).isEqualTo(400);
        assertThat(lines(api.get("/v1/customers/export?format=ndjson"))).hasSize(1_001);
    }

    private int exportsInProgress() {
        return meters.find("http.server.requests.active").longTaskTimers().stream()
                .mapToInt(timer -> timer.activeTasks())
                .sum();
    }

    private void fill(int customers) {
        worker.sql("""
                        with made as (
                            insert into customers (
                                tenant_id, id, revision, name, status, custom_fields, created_at, updated_at)
                            select :tenant, gen_random_uuid(), 1, 'Customer ' || i, 'active',
                                jsonb_build_object('note', repeat('n', 500)), now(), now()
                            from generate_series(1, :customers) as i
                            returning id
                        )
                        insert into customer_health (tenant_id, customer_id, revision)
                        select :tenant, id, 0
                        from made
                        """)
                .param("tenant", api.tenant().value())
                .param("customers", customers)
                .update();
        // As a large import does.
        worker.sql("analyze customers (tenant_id, id, email_domain), customer_health (tenant_id, customer_id)")
                .update();
    }

    private static List<JsonNode> lines(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text().lines().map(line -> JSON.readTree(line)).toList();
    }

    private static List<String> ids(Answer csv) {
        assertThat(csv.status()).as(csv.text()).isEqualTo(200);
        return csv.text().lines().skip(1).map(line -> line.split(",", 2)[0]).toList();
    }
}

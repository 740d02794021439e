package com.lealup.customer.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.testing.Answer;
import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.Facts;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ImportIT extends ServiceIT {

    @Autowired
    private JobRunner runner;

    @Autowired
    private JobQueue queue;

    @Autowired
    private RunBatch batches;

    @Autowired
    @Worker
    private JdbcClient jdbc;

    @Test
    void goesOnWhereADeadInstanceStoppedAndKeepsOutOneThatWakesAgain() {
        // Given
        runner.stop();
        var accepted = csv(
                "name,domain\n"
                        + IntStream.range(0, 3_500)
                                .mapToObj(i -> "C" + i + ",c" + i + ".example\n")
                                .collect(Collectors.joining()),
                "");
        var dead = queue.claim(Duration.ofSeconds(1)).orElseThrow();

        // When
        assertThat(batches.run(dead)).isEqualTo(RunBatch.Progress.MORE);
        assertThat(queue.claim(Duration.ofSeconds(1))).isEmpty();
        runner.start();
        var job = done(accepted);

        // Then
        assertThat(counts(job)).containsExactly(3_500, 3_500, 3_500, 0, 0, 0);
        assertThat(batches.run(dead)).isEqualTo(RunBatch.Progress.LOST);
        for (var table : List.of("customers", "customer_health")) {
            assertThat(rowsOf(table)).as(table).isEqualTo(3_500);
        }
        assertThat(rowsOf("import_rows")).isZero();
        assertThat(await().atMost(Duration.ofSeconds(60))
                        .until(() -> facts.keys(Topics.CUSTOMER_CHANGES, api.tenant()), keys -> keys.size() >= 3_500))
                .hasSize(3_500)
                .doesNotHaveDuplicates();
    }

    private long rowsOf(String table) {
        return jdbc.sql("select count(*) from " + table + " where tenant_id = :tenant")
                .param("tenant", api.tenant().value())
                .query(Long.class)
                .single();
    }

    @Test
    void createsTheGoodOnesOfABulkImportAndNamesWhatIsWrongWithTheOthers() {
        // Given
        create("{\"name\": \"There already\", \"email_domain\": \"taken.example\"}");

        // When
        var job = done(api.post("/v1/customers/bulk-import", """
                {"customers": [
                  {"name": "Acme", "email_domain": "acme.com", "arr": 12.5, "owner_email": "jane@example.com"},
                  {"name": "", "email_domain": "nodot", "arr": -1, "colour": "red"},
                  {"name": "Taken", "email_domain": "TAKEN.example"},
                  {"name": "Twice", "email_domain": "acme.com"},
                  "no object"]}
                """));

        // Then
        assertThat(job.get("state").stringValue()).isEqualTo("completed");
        assertThat(counts(job)).containsExactly(5, 5, 1, 0, 0, 4);
        assertThat(errors(job))
                .contains(
                        "1 /name",
                        "1 /email_domain",
                        "1 /arr",
                        "1 /colour",
                        "2 /email_domain",
                        "3 /email_domain",
                        "4 ");
        var customer = only("acme.com");
        assertThat(customer.get("owner_email").stringValue()).isEqualTo("jane@example.com");
        assertThat(customer.get("arr").decimalValue()).isEqualByComparingTo("12.5");
    }

    @Test
    void leavesOneStateAndOneChangeOfEachRowThatSaysWhetherToNotify() {
        // When
        done(csv("name,domain\nQuiet,quiet.example\n", ""));
        done(csv("name,domain\nLoud,loud.example\n", "?notify=true"));

        // Then
        for (var domain : List.of("quiet.example", "loud.example")) {
            var key = api.tenant() + ":" + only(domain).get("id").stringValue();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(facts.of(Topics.CUSTOMER_CHANGES, key)).hasSize(1));
            assertThat(facts.of(Topics.CUSTOMERS, key)).hasSize(1);
            assertThat(facts.of(Topics.CUSTOMER_CHANGES, key).getFirst().value().getNotify())
                    .isEqualTo(domain.equals("loud.example"));
        }
    }

    @Test
    void updatesWhatItMatchesAndPassesOverWhatItIsToldTo() {
        // Given
        var id = create("{\"name\": \"Old\", \"email_domain\": \"acme.com\", \"arr\": 1}");

        // When
        var skipping = done(csv("name,domain\nNew,acme.com\n", "?mode=create&conflict_resolution=skip"));
        var updating = done(csv(
                "id,name,domain,arr\n" + id + ",New,acme.com,2\n,,nobody.example,3\n" + id + ",Newer,,\n",
                "?mode=update"));
        var again = done(csv("name,domain\nNewer,acme.com\n", "?mode=create_or_update"));

        // Then
        assertThat(counts(skipping)).containsExactly(1, 1, 0, 0, 1, 0);
        assertThat(counts(updating)).containsExactly(3, 3, 0, 2, 0, 1);
        assertThat(counts(again)).containsExactly(1, 1, 0, 0, 1, 0);
        assertThat(only("acme.com").get("name").stringValue()).isEqualTo("Newer");
        assertThat(only("acme.com").get("arr").intValue()).isEqualTo(2);
        assertThat(api.get("/v1/customers/" + id).header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void readsCsvAsSpreadsheetsWriteIt() {
        // Given
        api.post("/v1/custom-fields", "{\"key\": \"seats\", \"label\": \"Seats\", \"type\": \"NUMBER\"}");
        var text = "Company;Domain;CSM_Email;cf_seats;cf_note\r"
                + "\"Müller; \"\"Söhne\"\"\";bücher.example;jane@example.com;12;'=1+1\r"
                + "Broken;broken.example;;many;\r";

        // When
        var latin1 = done(send(text.getBytes(Charset.forName("windows-1252")), "text/csv", ""));
        var customer = only("xn--bcher-kva.example");

        // Then
        assertThat(counts(latin1)).containsExactly(2, 2, 1, 0, 0, 1);
        assertThat(errors(latin1)).containsExactly("1 /cf_seats");
        assertThat(customer.get("name").stringValue()).isEqualTo("Müller; \"Söhne\"");
        assertThat(customer.get("custom_fields").get("seats").intValue()).isEqualTo(12);
        assertThat(customer.get("custom_fields").get("note").stringValue()).isEqualTo("=1+1");

        // When
        var utf8 = done(send("\ufeffname,domain\nŁódź,lodz.example\n".getBytes(UTF_8), "text/csv", ""));

        // Then
        assertThat(counts(utf8)).containsExactly(1, 1, 1, 0, 0, 0);
        assertThat(only("lodz.example").get("name").stringValue()).isEqualTo("Łódź");
    }

    @Test
    void takesRowsThatAreWrongOneByOne() {
        // When
        var ndjson = done(send(
                ("{\"name\": \"Fine\"}\n\n{\"name\": \n" + "{\"name\": \"" + "x".repeat(10_000_000) + "\"}\n"
                                + "{\"name\": \"a\\u0000b\"}\n[]\n{\"name\": \"\\ud800\"}")
                        .getBytes(UTF_8),
                "application/x-ndjson",
                ""));
        var csv = done(csv("name,cf_x\nFine,1\nNul,a\0b\nToo,many,fields\n", ""));

        // Then
        assertThat(counts(ndjson)).containsExactly(6, 6, 1, 0, 0, 5);
        assertThat(counts(csv)).containsExactly(3, 3, 1, 0, 0, 2);
        assertThat(errors(csv)).containsExactly("1 /cf_x", "2 ");
    }

    @Test
    void refusesFilesThatNobodyCanReadAndKeepsNothingOfThem() {
        // Given
        var wide = IntStream.range(0, 10_000).mapToObj(i -> "cf_" + i).collect(Collectors.joining(","));

        // Then
        for (var bad : List.of(
                "",
                "\n",
                "domain,arr\n",
                "name,name\nA,B\n",
                "name,Company\nA,B\n",
                "name,colour\nA,red\n",
                wide + "\n",
                "name\n\"text\" behind the quote\n",
                "name\n" + "x".repeat(10_000_000),
                "\u00fe\u00ff")) {
            var bytes = bad.startsWith("\u00fe") ? new byte[] {(byte) 0xfe, (byte) 0xff, 0, 65} : bad.getBytes(UTF_8);
            assertThat(send(bytes, "text/csv", "").status())
                    .as(bad.substring(0, Math.min(20, bad.length())))
                    .isEqualTo(400);
        }
        assertThat(send(new byte[] {'n', 'a', 'm', 'e', '\n', (byte) 0xe9}, "text/csv;charset=utf-8", "")
                        .status())
                .isEqualTo(400);
        assertThat(send(new byte[] {1}, "application/octet-stream", "").status())
                .isEqualTo(415);
        assertThat(csv("name\nA\n", "?mode=upsert").status()).isEqualTo(400);
        assertThat(api.get("/v1/jobs").json().get("data")).isEmpty();
    }

    @Test
    void completesAFileOfAHeaderAlone() {
        assertThat(counts(done(csv("name,domain\n", "")))).containsExactly(0, 0, 0, 0, 0, 0);
    }

    @Test
    void inflatesNoBombIntoMemory() throws IOException {
        // Given
        var bytes = new ByteArrayOutputStream();
        bytes.write(gzip("{\"name\": \"".getBytes(UTF_8)));
        var zeros = gzip(new byte[8 * 1024 * 1024]);
        for (var i = 0; i < 75; i++) {
            bytes.write(zeros);
        }

        // When
        var answer = send(bytes.toByteArray(), "application/x-ndjson", "", "Content-Encoding", "gzip");

        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(api.get("/v1/jobs").json().get("data")).isEmpty();
    }

    @Test
    void makesOneJobOfAnUploadThatIsRetried() {
        // Given
        var file = "name,domain\nAcme,acme.com\n";

        // When
        var first = send(file.getBytes(UTF_8), "text/csv", "", "Idempotency-Key", "file-1");
        var second = send(file.getBytes(UTF_8), "text/csv", "", "Idempotency-Key", "file-1");
        var other = send((file + "B,b.example\n").getBytes(UTF_8), "text/csv", "", "Idempotency-Key", "file-1");

        // Then
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(counts(done(first))).containsExactly(1, 1, 1, 0, 0, 0);
        assertThat(api.get("/v1/jobs").json().get("data")).hasSize(1);
    }

    @Test
    void startsNoJobForAnUploadThatIsCutOff() throws IOException {
        // When
        var token = TestIdentity.token(api.caller(), "customer-service", "POST", "/v1/customers/imports");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream()
                    .write(("POST /v1/customers/imports HTTP/1.1\r\nHost: a\r\nLealup-Identity: " + token
                                    + "\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\nname\nAcme\n")
                            .getBytes(UTF_8));
            socket.getOutputStream().flush();
        }

        // Then
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(api.get("/v1/jobs").json().get("data")).isEmpty());
        assertThat(api.get("/v1/customers").json().get("data")).isEmpty();
    }

    @Test
    void pagesThroughTheErrorsOfAFileWithoutAGoodRow() {
        // When
        var job = done(csv("name,arr\n" + "A,much\n".repeat(2_500), ""));
        var seen = 0;
        var next = "";
        do {
            var page = api.get("/v1/jobs/" + job.get("id").stringValue() + "/errors?limit=200" + next)
                    .json();
            seen += page.get("data").size();
            next = page.get("has_more").booleanValue()
                    ? "&cursor=" + page.get("next_cursor").stringValue()
                    : "";
        } while (!next.isEmpty());

        // Then
        assertThat(counts(job)).containsExactly(2_500, 2_500, 0, 0, 0, 2_500);
        assertThat(job.get("errors")).hasSize(100);
        assertThat(seen).isEqualTo(2_500);
    }

    @Test
    void showsNobodyTheJobsOfAnotherWorkspace() {
        // Given
        var id = done(csv("name\nAcme\n", "")).get("id").stringValue();
        var stranger = Api.ofNewWorkspace(port());

        // Then
        assertThat(stranger.get("/v1/jobs/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/v1/jobs/" + id + "/errors").status()).isEqualTo(404);
        assertThat(stranger.get("/v1/jobs").json().get("data")).isEmpty();
    }

    @Test
    void letsACsmImportOwnCustomersAndNoFiles() {
        // Given
        var id = Ulids.format(Ulids.next());
        var csm = api.person(id, "csm");

        // Then
        assertThat(csm.send("POST", "/v1/customers/imports", "name\nA\n".getBytes(UTF_8), "Content-Type", "text/csv")
                        .status())
                .isEqualTo(403);
        var job = done(csm.post("/v1/customers/bulk-import", """
                {"customers": [{"name": "Not theirs", "owner_email": "somebody@example.com"}]}
                """));
        assertThat(counts(job)).containsExactly(1, 1, 0, 0, 0, 1);
        assertThat(job.get("errors").get(0).get("code").stringValue()).isEqualTo("insufficient_role");
    }

    @Test
    void leavesTheSameFactsAsASingleChange() {
        // Given
        var today = LocalDate.now(ZoneOffset.UTC);
        var due = "{\"name\": \"%s\", \"email_domain\": \"%s\", \"renewal_date\": \"" + today.plusDays(20) + "\"}";
        var single = create(due.formatted("S", "s.example"));
        var imported = create(due.formatted("I", "i.example"));
        var churned = create(due.formatted("C", "c.example"));

        // When
        api.patch("/v1/customers/" + single, "{\"renewal_date\": \"" + today.plusDays(385) + "\"}");
        done(csv(
                "id,renewal_date,status\n" + imported + "," + today.plusDays(385) + ",\n" + churned + ",,churned\n",
                "?mode=update"));

        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(changes(churned)).hasSize(3));
        assertThat(types(imported))
                .isEqualTo(types(single))
                .containsExactly(
                        CustomerChangeType.CREATED, CustomerChangeType.UPDATED, CustomerChangeType.RENEWAL_COMPLETED);
        assertThat(types(churned)).endsWith(CustomerChangeType.RENEWAL_CHURNED);
        assertThat(changes(churned).getLast().getNotify()).isFalse();
        assertThat(changes(imported).get(1).getActor())
                .isEqualTo(changes(single).get(1).getActor());
    }

    @Test
    void writesEachRowOfAFileThatComesBackToTheSameCustomersAgainAndAgain() {
        // Given
        var a = create("{\"name\": \"A\", \"email_domain\": \"a.example\"}");
        var b = create("{\"name\": \"B\", \"email_domain\": \"b.example\"}");

        // When: the domains change hands by way of a third one, and a new customer is edited in the same piece
        var rows = IntStream.range(0, 50).mapToObj(i -> a + ",A" + i + ",\n").collect(Collectors.joining())
                + a + ",,free.example\n"
                + b + ",,a.example\n"
                + a + ",,b.example\n"
                + ",New,new.example\n"
                + ",Newer,new.example\n"
                + b + ",B2,b.example\n"
                + ",A51,b.example\n";
        var job = done(csv("id,name,domain\n" + rows, "?mode=create_or_update"));

        // Then
        assertThat(counts(job)).containsExactly(57, 57, 1, 55, 0, 1);
        assertThat(errors(job)).containsExactly("55 /domain");
        assertThat(only("b.example").get("id").stringValue()).isEqualTo(a);
        assertThat(only("b.example").get("name").stringValue()).isEqualTo("A51");
        assertThat(only("a.example").get("id").stringValue()).isEqualTo(b);
        assertThat(only("new.example").get("name").stringValue()).isEqualTo("Newer");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(changes(a))
                        .extracting(CustomerChange::getRevision)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, 54)
                                .mapToObj(Long::valueOf)
                                .toList()));
        assertThat(api.get("/v1/customers/" + a).header("ETag")).isEqualTo("\"54\"");
    }

    @Test
    void tellsOfNoRenewalThatFallsDueWithAQuietLoad() {
        // Given
        var today = LocalDate.now(ZoneOffset.UTC);
        var file = "name,domain,renewal_date\n%s,%s," + today.plusDays(30) + "\n";

        // When
        done(csv(file.formatted("Quiet", "quiet.example"), ""));
        done(csv(file.formatted("Loud", "loud.example"), "?notify=true"));

        // Then
        assertThat(notice(only("quiet.example").get("id").stringValue())).isEqualTo(15);
        var loud = only("loud.example").get("id").stringValue();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(types(loud))
                        .containsExactly(CustomerChangeType.CREATED, CustomerChangeType.RENEWAL_APPROACHING));
    }

    @Test
    void keepsNothingOfACustomerWhoIsErasedWhileRowsWait() {
        // Given
        var id = create("{\"name\": \"Zanzibar Spices\", \"email_domain\": \"zanzibar.example\"}");
        runner.stop();
        var csv = csv(
                "id,company,domain\n,Zanzibar,ZANZIBAR.example\n" + id
                        + ",Zanzibar Two,other.example\n,Fine,fine.example\n",
                "?mode=create_or_update");
        var ndjson = send("""
                {"name": "Zanzibar", "email_domain": "zanzibar.example"}
                {"name": zanzibar.example
                {"name": "Good"}
                """.getBytes(UTF_8), "application/x-ndjson", "");
        assertThat(rowsThatMention("zanzibar")).isEqualTo(2);

        // When
        assertThat(api.with("admin:*")
                        .delete("/v1/customers/" + id + "?hard=true")
                        .status())
                .isEqualTo(202);

        // Then
        assertThat(rowsThatMention("zanzibar")).isZero();
        runner.start();
        assertThat(counts(done(csv))).containsExactly(3, 3, 1, 0, 0, 2);
        var second = done(ndjson);
        assertThat(counts(second)).containsExactly(3, 3, 1, 0, 0, 2);
        assertThat(second.get("errors").get(0).get("code").stringValue()).isEqualTo("erased");
        assertThat(api.get("/v1/customers?q=zanzibar").json().get("data")).isEmpty();
    }

    private long rowsThatMention(String word) {
        return jdbc.sql("""
                        select count(*)
                        from import_rows
                        where tenant_id = :tenant
                          and encode(content, 'escape') ilike '%' || :word || '%'
                        """)
                .param("tenant", api.tenant().value())
                .param("word", word)
                .query(Long.class)
                .single();
    }

    private List<CustomerChange> changes(String id) {
        return facts.of(Topics.CUSTOMER_CHANGES, api.tenant() + ":" + id).stream()
                .map(Facts.Fact::value)
                .toList();
    }

    private List<CustomerChangeType> types(String id) {
        return changes(id).stream().map(CustomerChange::getType).toList();
    }

    private Integer notice(String id) {
        return jdbc.sql("select days from renewals where tenant_id = :tenant and customer_id = :id")
                .param("tenant", api.tenant().value())
                .param("id", Ulids.parse(id).orElseThrow())
                .query(Integer.class)
                .single();
    }

    private Answer csv(String text, String query) {
        return send(text.getBytes(UTF_8), "text/csv", query);
    }

    private Answer send(byte[] bytes, String type, String query, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = type;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return api.send("POST", "/v1/customers/imports" + query, bytes, all);
    }

    private JsonNode done(Answer accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        var path = "/v1/jobs/" + accepted.string("job_id");
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        List.of("completed", "failed").contains(api.get(path).string("state")));
        return api.get(path).json();
    }

    private JsonNode only(String domain) {
        var all = api.get("/v1/customers").json().get("data");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(one -> domain.equals(one.get("email_domain").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static List<Integer> counts(JsonNode job) {
        return List.of("total", "processed", "created", "updated", "skipped", "failed").stream()
                .map(name -> job.get(name).intValue())
                .toList();
    }

    private static List<String> errors(JsonNode job) {
        return StreamSupport.stream(job.get("errors").spliterator(), false)
                .map(error -> error.get("index").intValue() + " "
                        + error.get("pointer").stringValue())
                .toList();
    }
}

package com.lealup.customer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.testing.AtOnce;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.schemas.v1.Plan;
import com.lealup.schemas.v1.WorkspaceEnvironment;
import com.lealup.schemas.v1.WorkspaceState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class RenewalsIT extends ServiceIT {

    /** Where it is tomorrow for most of the day that it is in UTC, and where it is still yesterday. */
    private static final String FAR_EAST = "Pacific/Kiritimati";

    private static final String FAR_WEST = "Pacific/Pago_Pago";

    @Autowired
    @Worker
    private JdbcClient worker;

    @Autowired
    private AnnounceRenewals announce;

    @Test
    void announcesEachNoticeOnceHoweverManyLook() {
        // Given
        var id = renewingIn(30);

        // When
        AtOnce.times(8, index -> {
            announce.announce();
            return index;
        });

        // Then
        awaitNotices(id, 1);
        var notice = notices(id).getFirst();
        assertThat(notice.getRenewalDays()).isEqualTo(30);
        assertThat(notice.getActor().getName()).isEqualTo("Renewal calendar");
        assertThat(notice.getAfter().getName()).isEqualTo("Acme");
        assertThat(next(id)).isEqualTo("15 " + today().plusDays(15));
        announce.announce();
        assertThat(notices(id)).hasSize(1);
        assertThat(api.get("/v1/customers/" + id).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void announcesAllFourAsTheDaysCome() {
        // Given
        var id = renewingIn(75);
        assertThat(next(id)).isEqualTo("60 " + today().plusDays(15));

        // When
        for (var days : List.of(60, 30, 15, 7)) {
            comeTo(id, days);
            announce.announce();
        }

        // Then
        awaitNotices(id, 4);
        assertThat(notices(id)).extracting(CustomerChange::getRenewalDays).containsExactly(60, 30, 15, 7);
        assertThat(next(id)).isNull();
    }

    @Test
    void tellsTheLatestAloneAfterALongSilence() {
        var id = renewingIn(75);

        comeTo(id, 10);
        announce.announce();

        awaitNotices(id, 1);
        assertThat(notices(id).getFirst().getRenewalDays()).isEqualTo(15);
        assertThat(next(id)).startsWith("7 ");
    }

    @Test
    void repeatsNoNoticeWhenADateMovesToAndFro() {
        // Given
        var id = renewingIn(30);
        announce.announce();
        awaitNotices(id, 1);

        // When
        renew(id, today().plusDays(100));
        renew(id, today().plusDays(30));
        announce.announce();
        var witness = renewingIn(7);
        announce.announce();

        // Then
        awaitNotices(witness, 1);
        assertThat(notices(id)).hasSize(1);
    }

    @Test
    void schedulesNothingForWhatIsPastChurnedOrInTheTrash() {
        var past = renewingIn(-1);
        var soon = renewingIn(6);
        var churned = renewingIn(75);
        var trashed = renewingIn(75);
        assertThat(next(churned)).isNotNull();

        api.patch("/v1/customers/" + churned, "{\"status\": \"churned\"}");
        api.delete("/v1/customers/" + trashed);

        assertThat(next(past)).isNull();
        assertThat(next(soon)).isNull();
        assertThat(next(churned)).isNull();
        assertThat(next(trashed)).isNull();
        api.post("/v1/customers/" + trashed + "/restore", "");
        assertThat(next(trashed)).isNotNull();
    }

    @Test
    void countsByTheDaysOfTheWorkspace() {
        // Given
        zone(FAR_EAST, 1);
        var id = create(
                "{\"name\": \"Acme\", \"renewal_date\": \"" + today(FAR_EAST).plusDays(40) + "\"}");
        assertThat(dueAt(id)).isEqualTo(midnight(FAR_EAST, today(FAR_EAST).plusDays(10)));

        // When
        zone(FAR_WEST, 2);

        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(dueAt(id))
                        .isEqualTo(midnight(FAR_WEST, today(FAR_EAST).plusDays(10))));
    }

    @Test
    void tellsOfACompletedRenewalAndOfAChurnedOne() {
        // Given
        var kept = renewingIn(10);
        var lost = renewingIn(10);
        var corrected = renewingIn(10);

        // When
        renew(kept, today().plusDays(375));
        api.patch("/v1/customers/" + lost, "{\"status\": \"churned\"}");
        renew(corrected, today().plusDays(12));
        renew(corrected, today().plusDays(400));

        // Then
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(changes(kept))
                    .extracting(CustomerChange::getType)
                    .containsExactly(
                            CustomerChangeType.CREATED,
                            CustomerChangeType.UPDATED,
                            CustomerChangeType.RENEWAL_COMPLETED);
            assertThat(changes(lost))
                    .extracting(CustomerChange::getType)
                    .containsExactly(
                            CustomerChangeType.CREATED, CustomerChangeType.UPDATED, CustomerChangeType.RENEWAL_CHURNED);
            assertThat(changes(corrected))
                    .extracting(CustomerChange::getType)
                    .containsExactly(
                            CustomerChangeType.CREATED,
                            CustomerChangeType.UPDATED,
                            CustomerChangeType.UPDATED,
                            CustomerChangeType.RENEWAL_COMPLETED);
        });
        var completed = changes(kept).getLast();
        assertThat(completed.getBefore().getRenewalDate()).isEqualTo(today().plusDays(10));
        assertThat(completed.getAfter().getRenewalDate()).isEqualTo(today().plusDays(375));
        assertThat(completed.getRevision()).isEqualTo(2);
        assertThat(facts.of(Topics.CUSTOMERS, api.tenant() + ":" + kept)).hasSize(2);
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    }

    private static LocalDate today(String zone) {
        return LocalDate.ofInstant(Instant.now(), ZoneId.of(zone));
    }

    private static Instant midnight(String zone, LocalDate day) {
        return day.atStartOfDay(ZoneId.of(zone)).toInstant();
    }

    private String renewingIn(int days) {
        return create("{\"name\": \"Acme\", \"renewal_date\": \"" + today().plusDays(days) + "\"}");
    }

    private void renew(String id, LocalDate date) {
        assertThat(api.patch("/v1/customers/" + id, "{\"renewal_date\": \"" + date + "\"}")
                        .status())
                .isEqualTo(200);
    }

    /** Moves what is scheduled for a customer, as if days had gone by. */
    private void comeTo(String id, int days) {
        worker.sql("""
                        update renewals
                        set due_at = due_at - (renewal_date - cast(:date as date)) * interval '1 day',
                            renewal_date = :date
                        where customer_id = :id
                        """)
                .param("date", today().plusDays(days))
                .param("id", Ulids.parse(id).orElseThrow())
                .update();
    }

    private void zone(String zone, long revision) {
        facts.append(
                Topics.WORKSPACES,
                api.tenant().toString(),
                WorkspaceState.newBuilder()
                        .setTenantId(api.tenant().toString())
                        .setName("Acme CS")
                        .setPlan(Plan.UNLIMITED)
                        .setEnvironment(WorkspaceEnvironment.TEST)
                        .setTimeZone(zone)
                        .setCreatedAt(Instant.parse("2026-11-01T00:00:00Z"))
                        .setRevision(revision)
                        .build());
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        worker.sql("select count(*) from workspaces where tenant_id = :tenant and revision = :revision")
                                        .param("tenant", api.tenant().value())
                                        .param("revision", revision)
                                        .query(Long.class)
                                        .single()
                                == 1);
    }

    private String next(String id) {
        return worker.sql("""
                        select days || ' ' || cast(timezone('UTC', due_at) as date)
                        from renewals
                        where customer_id = :id
                        """)
                .param("id", Ulids.parse(id).orElseThrow())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private Instant dueAt(String id) {
        return worker.sql("select due_at from renewals where customer_id = :id")
                .param("id", Ulids.parse(id).orElseThrow())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private List<CustomerChange> changes(String id) {
        return facts.of(Topics.CUSTOMER_CHANGES, api.tenant() + ":" + id).stream()
                .map(fact -> fact.value())
                .toList();
    }

    private List<CustomerChange> notices(String id) {
        return changes(id).stream()
                .filter(change -> change.getType() == CustomerChangeType.RENEWAL_APPROACHING)
                .toList();
    }

    private void awaitNotices(String id, int count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(notices(id)).hasSizeGreaterThanOrEqualTo(count));
        assertThat(notices(id)).hasSize(count);
    }
}

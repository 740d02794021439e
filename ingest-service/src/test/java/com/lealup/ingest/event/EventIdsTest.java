package com.lealup.ingest.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.ingest.batch.SoundEvent;
import com.lealup.ingest.customer.CustomerId;
import com.lealup.ingest.publish.AcceptedEvent;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private static final TenantId TENANT = TenantId.of("01JDTTTTTTTTTTTTTTTTTTTTTT");
    private static final TenantId OTHER_TENANT = TenantId.of("01JDTTTTTTTTTTTTTTTTTTTTTA");
    private static final CustomerId CUSTOMER =
            CustomerId.parse("01JDCCCCCCCCCCCCCCCCCCCCCC").orElseThrow();
    private static final CustomerId OTHER_CUSTOMER =
            CustomerId.parse("01JDCCCCCCCCCCCCCCCCCCCCCA").orElseThrow();
    private static final byte[] BODY = "[{\"n\":1},{\"n\":2}]".getBytes(UTF_8);

    @Test
    void givesAnEventWithAnIdOfItsOwnTheSameNameWhereverItStands() {
        var first = EventIds.name(TENANT, null, BODY, event(0, CUSTOMER, "e-1"));
        var again = EventIds.name(TENANT, "key", BODY, event(1, CUSTOMER, "e-1"));

        assertThat(first.repeatable()).isTrue();
        assertThat(again.eventId()).isEqualTo(first.eventId());
        assertThat(first.eventId().version()).isEqualTo(8);
        assertThat(first.eventId().variant()).isEqualTo(2);
    }

    @Test
    void keepsItsPromiseAcrossReleases() {
        assertThat(EventIds.name(TENANT, null, BODY, event(0, CUSTOMER, "e-1")).eventId())
                .as("a name that changes with a release counts events twice")
                .isEqualTo(UUID.fromString("795f23ab-4b8f-8d17-9586-8113318efa9b"));
        assertThat(EventIds.name(TENANT, "key", BODY, event(1, CUSTOMER, null)).eventId())
                .isEqualTo(UUID.fromString("63839583-6285-8c84-aacf-52a2da300338"));
    }

    @Test
    void givesAnEventUnderAKeyTheSameNameAtTheSamePlaceWithTheSameBytes() {
        var first = EventIds.name(TENANT, "key", BODY, event(0, CUSTOMER, null));

        assertThat(first.repeatable()).isTrue();
        assertThat(EventIds.name(TENANT, "key", BODY, event(0, CUSTOMER, null))).isEqualTo(first);
    }

    @Test
    void givesEverythingElseADifferentName() {
        var names = new HashSet<UUID>();
        for (var tenant : new TenantId[] {TENANT, OTHER_TENANT}) {
            for (var customer : new CustomerId[] {CUSTOMER, OTHER_CUSTOMER}) {
                for (var text : new String[] {"a", "b", "ab", "e-1"}) {
                    add(names, EventIds.name(tenant, null, BODY, event(0, customer, text)));
                    for (var index : new int[] {0, 1}) {
                        add(names, EventIds.name(tenant, text, BODY, event(index, customer, null)));
                    }
                }
            }
        }
        var otherBytes = "[{\"n\":9},{\"n\":2}]".getBytes(UTF_8);
        add(names, EventIds.name(TENANT, "a", otherBytes, event(0, CUSTOMER, null)));

        assertThat(names).hasSize(4 * 4 * 3 + 1);
    }

    @Test
    void namesAnEventThatCannotBeRepeatedByChance() {
        var first = EventIds.name(TENANT, null, BODY, event(0, CUSTOMER, null));

        assertThat(first.repeatable()).isFalse();
        assertThat(first.eventId().version()).isEqualTo(4);
        assertThat(EventIds.name(TENANT, null, BODY, event(0, CUSTOMER, null)).eventId())
                .isNotEqualTo(first.eventId());
    }

    private static void add(Set<UUID> names, AcceptedEvent event) {
        assertThat(names.add(event.eventId())).isTrue();
    }

    private static SoundEvent event(int index, CustomerId customer, String externalId) {
        var start = 1 + index * 8;
        return new SoundEvent(
                index, "/" + index, customer, "opened", Instant.EPOCH, null, null, externalId, null, start, start + 7);
    }
}

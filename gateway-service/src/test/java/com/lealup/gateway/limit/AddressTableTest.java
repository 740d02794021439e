package com.lealup.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.environment.InvalidSettingException;
import com.lealup.platform.limit.Charge;
import com.lealup.platform.limit.Limit;
import com.lealup.platform.limit.Policy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class AddressTableTest {

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final Policy policy = Policy.of("failures", Limit.perMinute(20));
    private final AddressTable table = new AddressTable(policy, clock, 100);

    @Test
    void keepsAnOffenderThroughAFloodOfAddresses() {
        var offender = UUID.randomUUID();
        for (int i = 0; i < 20; i++) {
            table.charge(offender);
        }

        for (int i = 0; i < 100_000; i++) {
            table.charge(UUID.randomUUID());
        }

        assertThat(table.look(offender).remaining()).isZero();
        assertThat(table.size()).isLessThanOrEqualTo(100 + AddressTable.SHARED);
    }

    @Test
    void stillLimitsThoseThatFindNoRoom() {
        for (int i = 0; i < 100; i++) {
            table.charge(UUID.randomUUID());
        }
        var late = UUID.randomUUID();

        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += table.charge(late) instanceof Charge.Taken ? 1 : 0;
        }

        assertThat(taken).isEqualTo(20);
    }

    @Test
    void forgetsAddressesThatHaveBeenQuiet() {
        for (int i = 0; i < 100; i++) {
            table.charge(UUID.randomUUID());
        }
        now = now.plusSeconds(10);

        table.charge(UUID.randomUUID());

        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void takesANetworkOfIpVersion6ForOneAddress() {
        var limits = new AddressLimits(new AddressLimitProperties(20, 600, List.of("10.0.0.0/8", "::1")), clock);

        assertThat(limits.subject("2001:db8:1:2:3::4")).isEqualTo(limits.subject("2001:db8:1:2:ffff::1"));
        assertThat(limits.subject("2001:db8:1:2::1")).isNotEqualTo(limits.subject("2001:db8:1:3::1"));
        assertThat(limits.subject("192.0.2.1")).isNotEqualTo(limits.subject("192.0.2.2"));
        assertThat(limits.subject("::ffff:192.0.2.1")).isEqualTo(limits.subject("192.0.2.1"));
        assertThat(limits.subject("10.1.2.3")).isEmpty();
        assertThat(limits.subject("::1")).isEmpty();
    }

    @Test
    void refusesAnExemptionThatIsNoAddress() {
        Assertions.assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new AddressLimits(new AddressLimitProperties(20, 600, List.of("localhost")), clock))
                .withMessageContaining("LEALUP_LIMITS_ADDRESS_EXEMPT");
    }

    @Test
    void remembersWhatWasProvenForAWhile() {
        var proven = new ProvenLately(clock);
        proven.remember("Bearer one");

        assertThat(proven.knows("Bearer one")).isTrue();
        assertThat(proven.knows("Bearer two")).isFalse();
        now = now.plusSeconds(900);
        assertThat(proven.knows("Bearer one")).isFalse();
        proven.remember("Bearer one");
        assertThat(proven.knows("Bearer one")).isTrue();
        proven.forget("Bearer one");
        assertThat(proven.knows("Bearer one")).isFalse();
    }
}

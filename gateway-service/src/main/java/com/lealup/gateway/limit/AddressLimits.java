package com.lealup.gateway.limit;

import com.lealup.gateway.edge.AddressRanges;
import com.lealup.platform.environment.InvalidSettingException;
import com.lealup.platform.limit.Limit;
import com.lealup.platform.limit.Policy;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is counted against addresses: failures, and requests without a valid credential. */
@Component
class AddressLimits {

    private static final long MARK_OF_V6 = 1;
    private static final long MARK_OF_V4 = 2;
    private static final long MARK_OF_OTHERS = 4;

    private final AddressTable failures;
    private final AddressTable anonymous;
    private final AddressRanges exempt;
    private final ProvenLately proven;

    AddressLimits(AddressLimitProperties properties, InstantSource clock) {
        this.failures = new AddressTable(
                Policy.of("failures", Limit.perMinute(properties.failuresPerMinute())), clock, AddressTable.MOST);
        this.anonymous = new AddressTable(
                Policy.of("address", Limit.perMinute(properties.anonymousPerMinute())), clock, AddressTable.MOST);
        try {
            this.exempt = AddressRanges.of(properties.exempt());
        } catch (IllegalArgumentException _) {
            throw InvalidSettingException.invalid(
                    "lealup.limits.address.exempt", "must be a comma-separated list of addresses or CIDR ranges");
        }
        this.proven = new ProvenLately(clock);
    }

    AddressTable failures() {
        return failures;
    }

    AddressTable anonymous() {
        return anonymous;
    }

    ProvenLately proven() {
        return proven;
    }

    /** What counts as one address; empty for one that is exempt. */
    Optional<UUID> subject(String address) {
        var literal = AddressRanges.literal(address);
        if (literal.isEmpty()) {
            return Optional.of(new UUID(address.hashCode(), MARK_OF_OTHERS));
        }
        return exempt.contain(literal.get()) ? Optional.empty() : Optional.of(subject(literal.get()));
    }

    private static UUID subject(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new UUID(bytes.getLong(), MARK_OF_V6)
                : new UUID(bytes.getInt(), MARK_OF_V4);
    }
}

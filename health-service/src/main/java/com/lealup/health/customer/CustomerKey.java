package com.lealup.health.customer;

import com.lealup.platform.identity.TenantId;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/** A customer among all workspaces; as text the key of its records in Kafka. */
public record CustomerKey(TenantId tenant, CustomerId customer) implements Comparable<CustomerKey> {

    private static final Comparator<CustomerKey> ORDER = Comparator.<CustomerKey, UUID>comparing(
                    key -> key.tenant.value(), CustomerKey::compare)
            .thenComparing(CustomerKey::customer);

    /** From the ids of a record's value, if they are ids. */
    public static Optional<CustomerKey> parse(String tenant, String customer) {
        return TenantId.parse(tenant)
                .flatMap(owner -> CustomerId.parse(customer).map(id -> new CustomerKey(owner, id)));
    }

    /** From the key of a record, {@code TENANT:CUSTOMER}. */
    public static Optional<CustomerKey> parse(String key) {
        var colon = key.indexOf(':');
        return colon < 0 ? Optional.empty() : parse(key.substring(0, colon), key.substring(colon + 1));
    }

    /** A key from the two columns every table begins with. */
    public static CustomerKey of(UUID tenant, UUID customer) {
        return new CustomerKey(new TenantId(tenant), new CustomerId(customer));
    }

    static int compare(UUID one, UUID other) {
        var high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    /** The order in which rows are locked and written, so that no two transactions wait for each other. */
    @Override
    public int compareTo(CustomerKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return tenant + ":" + customer;
    }
}

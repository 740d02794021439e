package com.lealup.ingest.customer;

import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;

/**
 * Every customer of every workspace and whether it is in the trash, in 33 bytes a slot: open-addressing tables over
 * primitive arrays, since a map of objects takes three times as much for the same million customers. Each of the parts
 * grows by itself: to grow all at once would need three times the memory for a moment. One thread writes, any number
 * read; a read takes no lock unless a write of the same part is under way.
 */
final class CustomerTable {

    private static final int PARTS_BITS = 6;
    private static final int SMALLEST = 1 << 4;
    private static final int LONGS = 4;
    private static final byte FREE = 0;
    private static final byte ACTIVE = 1;
    private static final byte DELETED = 2;
    private static final byte ERASED = 3;

    private final Part[] parts =
            Stream.generate(Part::new).limit(1L << PARTS_BITS).toArray(Part[]::new);

    /** {@link Standing#UNKNOWN} for a customer that was never put here. */
    Standing get(UUID tenant, UUID customer) {
        return part(tenant, customer).get(tenant, customer);
    }

    /** An erased customer stays as {@link Standing#DELETED}; erasures are rare. */
    void put(UUID tenant, UUID customer, Standing standing) {
        part(tenant, customer).put(tenant, customer, standing);
    }

    int size() {
        return Arrays.stream(parts).mapToInt(part -> part.used).sum();
    }

    /** By the upper bits of the hash, since the lower ones choose the slot. */
    private Part part(UUID tenant, UUID customer) {
        return parts[Slots.spread(tenant, customer) >>> (Integer.SIZE - PARTS_BITS)];
    }

    private static byte code(Standing standing) {
        return switch (standing) {
            case ACTIVE -> ACTIVE;
            case DELETED -> DELETED;
            case UNKNOWN -> ERASED;
        };
    }

    private static final class Part {
        private final StampedLock lock = new StampedLock();
        private Slots slots = new Slots(SMALLEST);
        private int used;

        Standing get(UUID tenant, UUID customer) {
            var stamp = lock.tryOptimisticRead();
            if (stamp != 0) {
                var seen = slots.get(tenant, customer);
                if (lock.validate(stamp)) {
                    return seen;
                }
            }
            stamp = lock.readLock();
            try {
                return slots.get(tenant, customer);
            } finally {
                lock.unlockRead(stamp);
            }
        }

        void put(UUID tenant, UUID customer, Standing standing) {
            var stamp = lock.writeLock();
            try {
                if (used * 4L > slots.capacity * 3L) {
                    slots = slots.doubled();
                }
                if (slots.put(tenant, customer, code(standing))) {
                    used++;
                }
            } finally {
                lock.unlockWrite(stamp);
            }
        }
    }

    private static final class Slots {
        private final int capacity;
        private final long[] keys;
        private final byte[] standings;

        private Slots(int capacity) {
            this.capacity = capacity;
            this.keys = new long[capacity * LONGS];
            this.standings = new byte[capacity];
        }

        private Standing get(UUID tenant, UUID customer) {
            var slot = find(
                    tenant.getMostSignificantBits(),
                    tenant.getLeastSignificantBits(),
                    customer.getMostSignificantBits(),
                    customer.getLeastSignificantBits());
            return switch (standings[slot]) {
                case ACTIVE -> Standing.ACTIVE;
                case DELETED -> Standing.DELETED;
                default -> Standing.UNKNOWN;
            };
        }

        private boolean put(UUID tenant, UUID customer, byte standing) {
            return put(
                    tenant.getMostSignificantBits(),
                    tenant.getLeastSignificantBits(),
                    customer.getMostSignificantBits(),
                    customer.getLeastSignificantBits(),
                    standing);
        }

        private boolean put(long a, long b, long c, long d, byte standing) {
            var slot = find(a, b, c, d);
            var fresh = standings[slot] == FREE;
            var at = slot * LONGS;
            keys[at] = a;
            keys[at + 1] = b;
            keys[at + 2] = c;
            keys[at + 3] = d;
            standings[slot] = standing;
            return fresh;
        }

        /**
         * The key's slot, or the free one where it would go. Bounded, since a racing reader may see a half-made write.
         */
        private int find(long a, long b, long c, long d) {
            var slot = spread(a, b, c, d) & capacity - 1;
            for (var tries = 0; tries < capacity; tries++) {
                var at = slot * LONGS;
                if (standings[slot] == FREE
                        || (keys[at] == a && keys[at + 1] == b && keys[at + 2] == c && keys[at + 3] == d)) {
                    return slot;
                }
                slot = slot + 1 & capacity - 1;
            }
            return slot;
        }

        private Slots doubled() {
            var larger = new Slots(capacity * 2);
            for (var slot = 0; slot < capacity; slot++) {
                if (standings[slot] != FREE) {
                    var at = slot * LONGS;
                    larger.put(keys[at], keys[at + 1], keys[at + 2], keys[at + 3], standings[slot]);
                }
            }
            return larger;
        }

        private static int spread(UUID tenant, UUID customer) {
            return spread(
                    tenant.getMostSignificantBits(),
                    tenant.getLeastSignificantBits(),
                    customer.getMostSignificantBits(),
                    customer.getLeastSignificantBits());
        }

        /** ULIDs of one millisecond differ in their last bits only: the finalizer of MurmurHash3 spreads them. */
        private static int spread(long a, long b, long c, long d) {
            var hash = (a * 31 + b) * 31 + c * 0x9E3779B97F4A7C15L + d;
            hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
            hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
            return (int) (hash ^ hash >>> 33);
        }
    }
}

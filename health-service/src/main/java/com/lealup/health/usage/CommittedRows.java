package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * Remembers rows that are in the database for certain, so that nothing is asked to add them again: a product's users
 * and features are the same all day. Kept are 64 bits of each, in two generations: when the younger one is full, the
 * older one is forgotten. A row that was forgotten is added again, which changes nothing.
 */
@Component
class CommittedRows {

    /** Of a generation; half full at most, 8 MB each. */
    private static final int SLOTS = 1 << 20;

    private long[] young = new long[SLOTS];
    private long[] old = new long[SLOTS];
    private int count;

    /** What stands for a row; never 0, which is an empty slot. */
    static long fingerprint(CustomerKey customer, LocalDate day, int kind, long member) {
        var hash = mix(customer.tenant().value().getMostSignificantBits());
        hash = mix(hash ^ customer.tenant().value().getLeastSignificantBits());
        hash = mix(hash ^ customer.customer().value().getMostSignificantBits());
        hash = mix(hash ^ customer.customer().value().getLeastSignificantBits());
        hash = mix(hash ^ (day.toEpochDay() * 31 + kind));
        hash = mix(hash ^ member);
        return hash == 0 ? 1 : hash;
    }

    synchronized boolean contains(long fingerprint) {
        return young[slot(young, fingerprint)] == fingerprint || old[slot(old, fingerprint)] == fingerprint;
    }

    /** To be called once the transaction that wrote them has committed. */
    synchronized void add(long[] fingerprints) {
        for (var fingerprint : fingerprints) {
            var slot = slot(young, fingerprint);
            if (young[slot] != fingerprint) {
                young[slot] = fingerprint;
                if (++count > SLOTS / 2) {
                    old = young;
                    young = new long[SLOTS];
                    count = 0;
                }
            }
        }
    }

    /** Where it is, or where it would be. */
    private static int slot(long[] generation, long fingerprint) {
        var slot = (int) fingerprint & (SLOTS - 1);
        while (generation[slot] != 0 && generation[slot] != fingerprint) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        return slot;
    }

    /** The finalizer of MurmurHash3 (public domain), with the golden ratio so that 0 does not stay 0. */
    private static long mix(long value) {
        var mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}

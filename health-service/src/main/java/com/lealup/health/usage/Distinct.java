package com.lealup.health.usage;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;

/**
 * How distinct members of a day are counted: one by one up to {@value #EXACT}, beyond by a HyperLogLog sketch with a
 * standard error of 1.6 %. An estimate depends on who came, not on the order: it is taken from the registers alone.
 *
 * @see <a href="https://datasketches.apache.org/docs/HLL/HllMap.html">Apache DataSketches, HLL</a>
 */
final class Distinct {

    /** A day's count is exact up to this one. */
    static final int EXACT = 1024;

    /** 4,096 registers: 1.04 / √4096. */
    private static final int LOG2_REGISTERS = 12;

    private Distinct() {}

    static HllSketch sketch() {
        return new HllSketch(LOG2_REGISTERS, TgtHllType.HLL_8);
    }

    static HllUnion union() {
        return new HllUnion(LOG2_REGISTERS);
    }

    /** The count of a day that has a sketch. */
    static int count(HllSketch sketch) {
        return (int) Math.max(EXACT + 1, Math.round(sketch.getCompositeEstimate()));
    }
}

package com.lealup.health.score;

/** When a fall of a score is told: once, until it has recovered. */
public final class SharpDrop {

    private static final int MORE_THAN = 15;
    private static final int RECOVERED_WITHIN = 10;

    private SharpDrop() {}

    /** What a change means for a customer's sharp drop. */
    public enum Verdict {
        /** A new one. */
        DROPPED,
        /** The one there was is over. */
        RECOVERED,
        /** Neither. */
        UNCHANGED
    }

    /**
     * Judges a change.
     *
     * @param high the highest score of the 7 days before
     * @param score the score now
     * @param open whether there is a drop that has not recovered
     */
    public static Verdict judge(int high, int score, boolean open) {
        var fall = high - score;
        if (open) {
            return fall <= RECOVERED_WITHIN ? Verdict.RECOVERED : Verdict.UNCHANGED;
        }
        return fall > MORE_THAN ? Verdict.DROPPED : Verdict.UNCHANGED;
    }
}

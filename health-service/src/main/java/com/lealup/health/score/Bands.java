package com.lealup.health.score;

/**
 * Where the bands begin, on the integer score.
 *
 * @param healthyFrom the lowest healthy score
 * @param neutralFrom the lowest neutral score; below it is at risk
 */
public record Bands(int healthyFrom, int neutralFrom) {

    /** Refuses bands that are out of order. */
    public Bands {
        if (neutralFrom < 0 || healthyFrom < neutralFrom || healthyFrom > 100) {
            throw new IllegalArgumentException("Bands are ordered: 0 <= neutral <= healthy <= 100");
        }
    }

    HealthStatus of(int score) {
        if (score >= healthyFrom) {
            return HealthStatus.HEALTHY;
        }
        return score >= neutralFrom ? HealthStatus.NEUTRAL : HealthStatus.AT_RISK;
    }
}

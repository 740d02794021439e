package com.lealup.customer.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The band that a health score falls in. */
public enum HealthBand {
    HEALTHY,
    NEUTRAL,
    AT_RISK;

    /** The word for it in the API and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<HealthBand> of(String word) {
        return Arrays.stream(values()).filter(band -> band.word().equals(word)).findFirst();
    }
}

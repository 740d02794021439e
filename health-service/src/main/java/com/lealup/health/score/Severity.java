package com.lealup.health.score;

import java.util.Optional;

/** How bad a ticket is. The order matters: the worst comes last. */
public enum Severity {
    /** 1 unit of burden. */
    LOW(1),
    /** 2 units. */
    NORMAL(2),
    /** 5 units. */
    HIGH(5),
    /** 10 units. */
    URGENT(10);

    private final int burden;

    Severity(int burden) {
        this.burden = burden;
    }

    /** What an open ticket of this severity adds to the burden. */
    public int burden() {
        return burden;
    }

    /** The reverse of {@link #burden()}. */
    public static Severity of(int burden) {
        for (var severity : values()) {
            if (severity.burden == burden) {
                return severity;
            }
        }
        throw new IllegalArgumentException("No severity has the burden " + burden);
    }

    /** Reads the words that help desks use. */
    public static Optional<Severity> of(String text) {
        return Optional.ofNullable(
                switch (text.toLowerCase(java.util.Locale.ROOT)) {
                    case "low", "minor", "p4" -> LOW;
                    case "normal", "medium", "moderate", "p3" -> NORMAL;
                    case "high", "major", "p2" -> HIGH;
                    case "urgent", "critical", "blocker", "p1" -> URGENT;
                    default -> null;
                });
    }
}

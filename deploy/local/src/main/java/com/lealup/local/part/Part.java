package com.lealup.local.part;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A process of its own in a running LealUp, in the order in which they are listed and started. */
public enum Part {
    POSTGRES(15, Needs.NOTHING),
    KAFKA(16, Needs.NOTHING),
    REGISTRY(18, Needs.POSTGRES),
    GATEWAY_SERVICE(0, Needs.ALL_THREE),
    CUSTOMER_SERVICE(1, Needs.ALL_THREE),
    INGEST_SERVICE(2, Needs.ALL_THREE),
    HEALTH_SERVICE(3, Needs.ALL_THREE),
    WEBHOOK_SERVICE(4, Needs.ALL_THREE);

    private enum Needs {
        NOTHING,
        POSTGRES,
        ALL_THREE
    }

    private static final int MANAGEMENT = 10;

    private final int offset;
    private final Needs needs;

    Part(int offset, Needs needs) {
        this.offset = offset;
        this.needs = needs;
    }

    /** The name that commands and people use. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What has to be ready before this part is started. */
    public Set<Part> needs() {
        return switch (needs) {
            case NOTHING -> Set.of();
            case POSTGRES -> Set.of(POSTGRES);
            case ALL_THREE -> Set.of(POSTGRES, KAFKA, REGISTRY);
        };
    }

    /** Whether it is one of LealUp's own. */
    public boolean service() {
        return offset < MANAGEMENT;
    }

    /** The schema that a service owns. */
    public String schema() {
        if (!service()) {
            throw new IllegalStateException(title() + " owns no schema");
        }
        return title().substring(0, title().indexOf('-'));
    }

    int offset() {
        return offset;
    }

    int managementOffset() {
        if (!service()) {
            throw new IllegalStateException(title() + " has no management port");
        }
        return MANAGEMENT + offset;
    }

    /** LealUp's own. */
    public static List<Part> services() {
        return Arrays.stream(values()).filter(Part::service).toList();
    }

    /** The part of that name. */
    public static Optional<Part> find(String title) {
        return Arrays.stream(values())
                .filter(part -> part.title().equals(title))
                .findFirst();
    }

    /** All names, for messages. */
    public static String titles() {
        return Arrays.stream(values()).map(Part::title).collect(Collectors.joining(", "));
    }
}

package com.lealup.webhook.catalogue;

import java.util.Arrays;
import java.util.Optional;

/** A type of event that can be subscribed to. */
public enum EventType {
    CUSTOMER_CREATED("customer.created", "customer", true, "A customer was created."),
    CUSTOMER_UPDATED(
            "customer.updated", "customer", true, "A customer changed; previous holds the old values of what changed."),
    CUSTOMER_DELETED("customer.deleted", "customer", true, "A customer went to the trash."),
    CUSTOMER_RESTORED("customer.restored", "customer", true, "A customer came back from the trash."),
    CUSTOMER_STATUS_CHANGED(
            "customer.status_changed",
            "customer",
            true,
            "A customer's status changed; sent beside customer.updated, previous holds the old status."),
    HEALTH_CHANGED(
            "health.changed",
            "health",
            true,
            "A customer's health crossed into another band. Not sent for the first score, nor for a new health model."),
    HEALTH_SCORE_CHANGED(
            "health.score_changed",
            "health",
            false,
            "A customer's health score changed, the first score included. Frequent: subscribe to it by name."),
    HEALTH_DROP_SHARP(
            "health.drop_sharp",
            "health",
            true,
            "A customer's score fell by more than 15 points within 7 days; dropped_from is the highest of them. Once for each"
                    + " fall: again only when the score was back within 10 points. Not sent for a new health model."),
    RENEWAL_APPROACHING(
            "renewal.approaching",
            "customer",
            true,
            "A customer's renewal is 60, 30, 15 or 7 days ahead, by the workspace's time zone; days says which. Each once."),
    RENEWAL_COMPLETED(
            "renewal.completed",
            "customer",
            true,
            "A renewal that was due moved on to a later date; previous holds the old one. Sent beside customer.updated."),
    RENEWAL_CHURNED(
            "renewal.churned",
            "customer",
            true,
            "A customer churned while its renewal was due; previous holds the old status. Sent beside customer.updated."),
    WEBHOOK_TEST(
            "webhook.test",
            "test",
            true,
            "A test message, sent when it is asked for, whatever the subscription's events.");

    private final String wireName;
    private final String schema;
    private final boolean inWildcard;
    private final String description;

    EventType(String wireName, String schema, boolean inWildcard, String description) {
        this.wireName = wireName;
        this.schema = schema;
        this.inWildcard = inWildcard;
        this.description = description;
    }

    /** As the API writes it, such as {@code customer.created}. */
    public String wireName() {
        return wireName;
    }

    /** Whether {@code *} stands for it, too. */
    public boolean inWildcard() {
        return inWildcard;
    }

    String schema() {
        return schema;
    }

    String description() {
        return description;
    }

    /** The type that the API writes so; empty when there is none. */
    public static Optional<EventType> parse(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}

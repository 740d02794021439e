package com.lealup.schemas;

/** The headers of the records on every topic. Values are UTF-8 text. */
public enum RecordHeader {
    EVENT_ID("event_id", Presence.ALWAYS, "Identifies the fact, the same on every copy of it; a UUID."),
    TENANT_ID(
            "tenant_id",
            Presence.ALWAYS,
            "The workspace the record belongs to; a ULID. None on what belongs to no one workspace."),
    EVENT_TYPE("event_type", Presence.ALWAYS, "What happened, such as customer.created."),
    REQUEST_ID("request_id", Presence.ALWAYS, "The request that caused it, as X-Request-Id answered it."),
    TRACEPARENT("traceparent", Presence.ALWAYS, "The trace it belongs to, as W3C Trace Context writes it."),
    REVISION(
            "revision",
            Presence.OF_A_CHANGING_THING,
            "The revision of what the record is about, a decimal number; the higher of two with one key is the newer."),
    DLT_TOPIC("dlt_topic", Presence.DEAD_LETTER, "The topic the record came from."),
    DLT_PARTITION("dlt_partition", Presence.DEAD_LETTER, "The partition it came from, a decimal number."),
    DLT_OFFSET("dlt_offset", Presence.DEAD_LETTER, "Its offset there, a decimal number."),
    DLT_GROUP("dlt_group", Presence.DEAD_LETTER, "The consumer group that could not process it."),
    DLT_CODE("dlt_code", Presence.DEAD_LETTER, "Why not, in a word for machines."),
    DLT_MESSAGE("dlt_message", Presence.DEAD_LETTER, "Why not, in words for people."),
    DLT_FAILED_AT("dlt_failed_at", Presence.DEAD_LETTER, "When it was given up, RFC 3339 in UTC.");

    /** Which records have a header. */
    public enum Presence {
        /** Every record. */
        ALWAYS,
        /** Records about something that changes: customers, users, keys, scores, but no single events. */
        OF_A_CHANGING_THING,
        /** Records on a dead-letter topic, beside the headers they came with. */
        DEAD_LETTER
    }

    private final String wireName;
    private final Presence presence;
    private final String description;

    RecordHeader(String wireName, Presence presence, String description) {
        this.wireName = wireName;
        this.presence = presence;
        this.description = description;
    }

    /** The header's name in Kafka. */
    public String wireName() {
        return wireName;
    }

    /** Which records have it. */
    public Presence presence() {
        return presence;
    }

    /** What it says, in a sentence. */
    public String description() {
        return description;
    }
}

package com.lealup.schemas;

/** What a topic's records are keyed by. Records with the same key stay in order; ids are ULIDs. */
public enum RecordKey {
    /** The workspace. */
    TENANT("TENANT", Ids.ULID),
    /** A customer of a workspace. */
    TENANT_CUSTOMER("TENANT:CUSTOMER", Ids.ULID + ":" + Ids.ULID),
    /** A user of a workspace. */
    TENANT_USER("TENANT:USER", Ids.ULID + ":" + Ids.ULID),
    /** A segment of a workspace. */
    TENANT_SEGMENT("TENANT:SEGMENT", Ids.ULID + ":" + Ids.ULID),
    /** An API key, or the word under which the gateways' heartbeat stands. */
    API_KEY("KEY or heartbeat", "(" + Ids.ULID + "|heartbeat)"),
    /** A running process of a service. */
    INSTANCE("INSTANCE", Ids.ULID),
    /** A record that a consumer could not process. */
    DEAD_LETTER("LETTER", Ids.ULID);

    private final String shape;
    private final String pattern;

    RecordKey(String shape, String pattern) {
        this.shape = shape;
        this.pattern = "^" + pattern + "$";
    }

    /** The key's parts by name, for people. */
    public String shape() {
        return shape;
    }

    /** A regular expression that every key of this kind matches as a whole. */
    public String pattern() {
        return pattern;
    }

    private static final class Ids {
        static final String ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}";
    }
}

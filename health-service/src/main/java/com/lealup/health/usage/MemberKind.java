package com.lealup.health.usage;

/** What a day has distinct members of. */
enum MemberKind {
    USER(1, "users"),
    FEATURE(2, "features");

    private final int number;
    private final String column;

    MemberKind(int number, String column) {
        this.number = number;
        this.column = column;
    }

    /** What the tables of members call it. */
    int number() {
        return number;
    }

    /** Where a day has their count. */
    String column() {
        return column;
    }
}

package com.lealup.customer.segment;

import java.util.Locale;

/** What can be done to a segment. */
enum SegmentAction {
    CREATED,
    UPDATED,
    DELETED;

    /** The word for it on the topic and in the audit log: {@code segment.created}. */
    String word() {
        return "segment." + name().toLowerCase(Locale.ROOT);
    }
}

package com.lealup.ingest.batch;

/** How a client's own text appears in messages and pointers. */
final class Shown {

    private static final int MOST = 64;

    private Shown() {}

    static String shorten(String text) {
        return text.length() <= MOST ? text : text.substring(0, text.offsetByCodePoints(0, MOST / 2)) + "…";
    }

    /** One reference token of a JSON Pointer (RFC 6901 section 3). */
    static String pointerToken(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

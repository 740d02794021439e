package com.lealup.platform.json;

/** Writes JSON Pointers (RFC 6901, section 3). */
final class JsonPointers {

    private JsonPointers() {}

    static String child(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}

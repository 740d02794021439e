package com.lealup.ingest.limit;

/** What a workspace has bought. */
enum Plan {
    STARTER,
    GROWTH,
    SCALE,
    ENTERPRISE,
    UNLIMITED
}

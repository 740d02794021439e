package com.lealup.ingest.customer;

/** Whether a customer takes events. */
public enum Standing {
    ACTIVE,
    /** In the trash: it may come back, until then its events are refused. */
    DELETED,
    /** No such customer in this workspace, be it another workspace's or nobody's. */
    UNKNOWN
}

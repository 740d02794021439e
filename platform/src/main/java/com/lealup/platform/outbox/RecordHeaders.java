package com.lealup.platform.outbox;

/** The names of the headers that every fact carries, in Kafka and nowhere else. */
public final class RecordHeaders {

    public static final String EVENT_ID = "event_id";
    public static final String TENANT_ID = "tenant_id";
    public static final String EVENT_TYPE = "event_type";
    public static final String REVISION = "revision";
    public static final String REQUEST_ID = "request_id";
    public static final String TRACEPARENT = "traceparent";

    private RecordHeaders() {}
}

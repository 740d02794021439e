package com.lealup.gateway.route;

import java.util.Locale;

/** A service behind the gateway. */
enum UpstreamService {
    /** Customers, segments, jobs. */
    CUSTOMER_SERVICE,
    /** Events. */
    INGEST_SERVICE,
    /** Health, timeline. */
    HEALTH_SERVICE,
    /** Webhooks. */
    WEBHOOK_SERVICE;

    /** The service's name, which is also the audience of the tokens that are signed for it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

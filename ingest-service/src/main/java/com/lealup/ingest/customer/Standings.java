package com.lealup.ingest.customer;

import java.util.Map;

/** What came of asking who takes events. */
public sealed interface Standings {

    /** An answer for every customer that was asked for. */
    record Known(Map<CustomerId, Standing> byCustomer) implements Standings {}

    /** The view does not know one of them and the customer service did not say: nobody may be refused for that. */
    record Unavailable() implements Standings {}
}

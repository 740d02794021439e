package com.lealup.customer.listing;

/** What an export is written as. */
enum ExportFormat {
    /** RFC 4180, with a header. */
    CSV,
    /** Customers as the API shows them, one on each line. */
    NDJSON
}

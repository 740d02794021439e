package com.lealup.customer.account;

import java.util.Locale;

/** What becomes of a row that is to create a customer which the workspace has already. */
public enum ConflictResolution {
    /** The row is passed over. */
    SKIP,
    /** The customer is changed to what the row says. */
    OVERWRITE,
    /** The row is an error. */
    FAIL;

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

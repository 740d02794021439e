package com.lealup.customer.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a contact is to the customer's use of the product. */
enum ContactRole {
    CHAMPION,
    STAKEHOLDER,
    BILLING,
    TECHNICAL;

    /** The word for it in the API and in the database. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ContactRole of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

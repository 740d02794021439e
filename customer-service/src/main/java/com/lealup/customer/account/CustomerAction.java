package com.lealup.customer.account;

import java.util.Locale;

/** What can be done to a customer. */
public enum CustomerAction {
    CREATED,
    UPDATED,
    DELETED,
    RESTORED;

    /** The word for it on topics and in the audit log: {@code customer.created}. */
    public String word() {
        return "customer." + name().toLowerCase(Locale.ROOT);
    }
}

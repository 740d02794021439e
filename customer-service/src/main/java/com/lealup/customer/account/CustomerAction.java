package com.lealup.customer.account;

/** What can be done to a customer, or become of its renewal. */
public enum CustomerAction {
    CREATED("customer.created"),
    UPDATED("customer.updated"),
    DELETED("customer.deleted"),
    RESTORED("customer.restored"),
    RENEWAL_APPROACHING("renewal.approaching"),
    RENEWAL_COMPLETED("renewal.completed"),
    RENEWAL_CHURNED("renewal.churned");

    private final String word;

    CustomerAction(String word) {
        this.word = word;
    }

    /** The word for it on topics and in the audit log: {@code customer.created}. */
    public String word() {
        return word;
    }
}

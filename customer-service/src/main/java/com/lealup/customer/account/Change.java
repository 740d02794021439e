package com.lealup.customer.account;

/** What became of a wish to change a customer. */
public sealed interface Change {

    /** It was changed. */
    record Changed() implements Change {}

    /** It is already as it was wished. */
    record Unchanged() implements Change {}

    /** The workspace has no such customer, or it is in the trash where that matters. */
    record NotFound() implements Change {}

    /** The caller changes only customers of their own, and this is not one. */
    record NotTheirs() implements Change {}

    /** The caller wished to change an earlier revision. */
    record Stale() implements Change {}

    /** With what it has already, its custom fields would be too many or too large. */
    record TooLarge() implements Change {}

    /** Another customer of the workspace has the domain. */
    record DomainTaken(CustomerId other) implements Change {}
}

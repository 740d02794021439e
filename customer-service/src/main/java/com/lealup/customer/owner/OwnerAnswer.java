package com.lealup.customer.owner;

/** What is known about an address that somebody gave as an owner's. */
public sealed interface OwnerAnswer {

    /** A user of the workspace who may own customers. */
    record Found(Owner owner) implements OwnerAnswer {}

    /** A user of the workspace who was deactivated. */
    record Deactivated() implements OwnerAnswer {}

    /** Nobody in the workspace has this address. */
    record Unknown() implements OwnerAnswer {}

    /** Nobody here knows, and the gateway does not answer. */
    record Away() implements OwnerAnswer {}
}

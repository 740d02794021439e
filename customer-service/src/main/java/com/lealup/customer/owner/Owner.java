package com.lealup.customer.owner;

/**
 * A user who may own customers.
 *
 * @param email as the user writes it
 * @param active false once the user is deactivated: keeps what it owns, gets nothing new
 */
public record Owner(OwnerId id, String email, boolean active) {}

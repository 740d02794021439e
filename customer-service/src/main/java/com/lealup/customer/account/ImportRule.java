package com.lealup.customer.account;

/**
 * What an import asks for about every row.
 *
 * @param notifies whether subscribers are told, as they are of a single change
 */
public record ImportRule(ImportMode mode, ConflictResolution resolution, boolean notifies) {}

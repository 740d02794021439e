package com.lealup.health.timeline;

import com.lealup.health.customer.CustomerKey;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing that happened to a customer.
 *
 * @param at when it happened
 * @param recordedAt when Kafka stored the fact it comes from; the same on every replay, and what retention counts from
 * @param data a JSON object
 */
public record Entry(CustomerKey customer, UUID id, EntryType type, Instant at, Instant recordedAt, String data) {}

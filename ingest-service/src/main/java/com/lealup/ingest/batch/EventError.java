package com.lealup.ingest.batch;

import org.jspecify.annotations.Nullable;

/**
 * One fault of one event.
 *
 * @param index the event's place in the batch, from 0
 * @param externalId the event's own id when it has a usable one
 * @param code what kind of fault
 * @param message what is wrong and what would be right, for a person
 * @param pointer JSON Pointer (RFC 6901) to the faulty value in the request's body
 */
public record EventError(int index, @Nullable String externalId, EventErrorCode code, String message, String pointer) {}

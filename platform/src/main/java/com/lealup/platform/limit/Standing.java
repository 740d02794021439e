package com.lealup.platform.limit;

/**
 * How a subject stands with a limit.
 *
 * @param remaining tokens it can still take now, at least 0
 * @param resetSeconds when that changes: until the bucket is full again; when nothing remains, until one token can be
 *     had; after a refusal, until as many as were asked for; rounded up to whole seconds
 */
public record Standing(Policy policy, long remaining, long resetSeconds) {}

package com.lealup.platform.limit;

/**
 * With whom an instance shares its limits.
 *
 * @param others how many other instances were heard of lately
 * @param round counts how often all of them were heard of
 */
record Sharing(int others, long round) {}

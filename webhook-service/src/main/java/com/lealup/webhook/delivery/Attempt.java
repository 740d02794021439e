package com.lealup.webhook.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * One exchange with the receiver, finished.
 *
 * @param requestHeaders as sent, one line each
 */
record Attempt(
        Claim claim, Instant startedAt, Duration duration, String requestHeaders, Outcome outcome, NextStep next) {}

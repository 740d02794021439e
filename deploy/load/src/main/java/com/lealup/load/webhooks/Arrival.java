package com.lealup.load.webhooks;

import java.time.Instant;

/**
 * A request that the sink has read to its end.
 *
 * @param messageId what {@code webhook-id} said
 * @param body a character for each byte
 * @param at when its last byte was read
 */
public record Arrival(String path, String messageId, String body, Instant at) {

    private static final char MARK = '#';

    /** The number that the body carries behind a mark, or -1. */
    int number() {
        var number = -1;
        for (var i = body.indexOf(MARK) + 1; i > 0 && i < body.length(); i++) {
            var digit = body.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = Math.max(number, 0) * 10 + digit;
        }
        return number;
    }

    /** What stands before the number in its body. */
    String beforeNumber() {
        return body.substring(0, body.indexOf(MARK) + 1);
    }

    /** What stands behind it. */
    String afterNumber() {
        return body.substring(beforeNumber().length()).replaceFirst("^\\d+", "");
    }
}

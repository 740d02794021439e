package com.lealup.ingest.batch;

import java.util.regex.Pattern;

/** Names of events: snake_case, so that {@code report_exported} and {@code ReportExported} never count apart. */
final class EventName {

    static final int LONGEST = 64;

    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*");

    private EventName() {}

    static boolean isSnakeCase(String text) {
        return SNAKE_CASE.matcher(text).matches();
    }
}

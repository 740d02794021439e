package com.lealup.gateway.deadletter;

import com.lealup.platform.json.Rfc3339;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.Problems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are asked for; null where anything will do.
 *
 * @param state where null, all that nobody dismissed
 * @param topic the topic the record came from
 * @param cause the code of the cause
 * @param since the earliest time of the failure
 */
public record DeadLetterFilter(
        ListedDeadLetter.@Nullable State state,
        @Nullable String service,
        @Nullable String topic,
        @Nullable String cause,
        @Nullable Instant since) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,200}");

    /** Reads the query, and names everything in it that is wrong. */
    public static DeadLetterFilter read(
            ListedDeadLetter.@Nullable State state,
            @Nullable String service,
            @Nullable String topic,
            @Nullable String cause,
            @Nullable String since) {
        var errors = new ArrayList<FieldError>();
        match(errors, "service", service, "must be a service's name such as health-service");
        match(errors, "topic", topic, "must be a topic's name");
        match(errors, "cause", cause, "must be a code such as processing_failed");
        var from = since == null ? null : Rfc3339.parse(since).orElse(null);
        if (since != null && from == null) {
            errors.add(FieldError.ofQuery("since", "invalid_value", "must be an RFC 3339 time with a zone"));
        }
        if (!errors.isEmpty()) {
            throw Problems.validation(errors);
        }
        return new DeadLetterFilter(state, service, topic, cause, from);
    }

    private static void match(List<FieldError> errors, String name, @Nullable String text, String mustBe) {
        if (text != null && !NAME.matcher(text).matches()) {
            errors.add(FieldError.ofQuery(name, "invalid_value", mustBe));
        }
    }
}

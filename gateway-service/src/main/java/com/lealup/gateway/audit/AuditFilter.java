package com.lealup.gateway.audit;

import com.lealup.platform.json.Rfc3339;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.Problems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; null where anything will do.
 *
 * @param action such as {@code api_key.created}
 * @param actor a principal's id
 * @param subject a subject's id
 * @param from the earliest time
 * @param to the time before which entries are
 */
record AuditFilter(
        @Nullable String action,
        @Nullable String actor,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to) {

    private static final Pattern ACTION = Pattern.compile("[a-z_]{1,60}\\.[a-z_]{1,60}");
    private static final Pattern ID = Pattern.compile("[\\p{Graph}]{1,100}");

    /** Reads the query, and names everything in it that is wrong. */
    static AuditFilter read(
            @Nullable String action,
            @Nullable String actor,
            @Nullable String subject,
            @Nullable String from,
            @Nullable String to) {
        var errors = new ArrayList<FieldError>();
        match(errors, "action", action, ACTION, "must look like customer.updated");
        match(errors, "actor", actor, ID, "must be an id");
        match(errors, "subject", subject, ID, "must be an id");
        var filter = new AuditFilter(action, actor, subject, time(errors, "from", from), time(errors, "to", to));
        if (!errors.isEmpty()) {
            throw Problems.validation(errors);
        }
        return filter;
    }

    private static void match(
            List<FieldError> errors, String name, @Nullable String text, Pattern pattern, String mustBe) {
        if (text != null && !pattern.matcher(text).matches()) {
            errors.add(FieldError.ofQuery(name, "invalid_value", mustBe));
        }
    }

    private static @Nullable Instant time(List<FieldError> errors, String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        var time = Rfc3339.parse(text);
        if (time.isEmpty()) {
            errors.add(FieldError.ofQuery(name, "invalid_value", "must be an RFC 3339 time with a zone"));
        }
        return time.orElse(null);
    }
}

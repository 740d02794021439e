package com.lealup.webhook.subscription;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.ProblemException;
import com.lealup.webhook.catalogue.EventSelection;
import com.lealup.webhook.catalogue.EventType;
import com.lealup.webhook.egress.Egress;
import com.lealup.webhook.egress.Verdict;
import com.lealup.webhook.signature.SigningSecret;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what callers send, and reports all that is wrong with it at once. */
@Component
class SubscriptionBodies {

    private static final int LONGEST_DESCRIPTION = 500;

    private final Egress egress;

    SubscriptionBodies(Egress egress) {
        this.egress = egress;
    }

    /** What a new subscription is made of. */
    record New(
            String url,
            @Nullable String description,
            EventSelection events,
            Filters filters,
            @Nullable RetryWaits retries,
            SigningSecret secret) {}

    /**
     * Reads now, and answers when asked: the host is looked up before any transaction is open, and a request that is
     * answered from memory is not judged again.
     */
    Supplier<New> readNewAhead(byte[] bytes) {
        try {
            var read = readNew(bytes);
            return () -> read;
        } catch (ProblemException e) {
            return () -> {
                throw e;
            };
        }
    }

    private New readNew(byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var url = body.text("url").required();
        var events = body.texts("events").required().check(this::known, "unknown_event", knownEvents());
        var description = body.text("description").length(0, LONGEST_DESCRIPTION);
        var filters = filters(body);
        var retries = retries(body);
        var secret = secret(body);
        url.find().ifPresent(text -> judge(body, text));
        body.finish();
        return new New(
                url.value(),
                description.orElse(null),
                selection(events.value()),
                filters,
                retries.orElse(null),
                secret);
    }

    SubscriptionEdit readEdit(byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var url = body.text("url");
        var events = body.texts("events").check(this::known, "unknown_event", knownEvents());
        var description = body.text("description").length(0, LONGEST_DESCRIPTION);
        var filters = filters(body);
        var retries = retries(body);
        var paused = body.bool("paused");
        List.of("url", "events", "paused").forEach(name -> refuseNull(body, name));
        url.find().ifPresent(text -> judge(body, text));
        body.finish();
        return new SubscriptionEdit(
                url.orElse(null),
                body.has("description"),
                description.orElse(null),
                events.find().map(SubscriptionBodies::selection).orElse(null),
                body.has("filters") ? filters : null,
                body.has("retry_schedule"),
                retries.orElse(null),
                paused.orElse(null));
    }

    /** A secret to change to; a generated one where the body is empty or names none. */
    SigningSecret readRotation(byte[] bytes) {
        if (bytes.length == 0) {
            return SigningSecret.generate();
        }
        var body = JsonBody.parse(bytes);
        var secret = secret(body);
        body.finish();
        return secret;
    }

    private static SigningSecret secret(JsonBody body) {
        return body.text("secret")
                .map(
                        SigningSecret::parse,
                        "invalid_secret",
                        "must be whsec_ and the base64 of 24 to 64 bytes, or any other string of 16 to 128 bytes")
                .find()
                .orElseGet(SigningSecret::generate);
    }

    private static Filters filters(JsonBody body) {
        return body.object("filters")
                .find()
                .map(filters ->
                        filters.text("customer_id").map(Ulids::parse, "invalid_format", "must be the id of a customer"))
                .map(customer -> new Filters(customer.orElse(null)))
                .orElse(Filters.NONE);
    }

    private static Optional<RetryWaits> retries(JsonBody body) {
        return body.any("retry_schedule")
                .map(
                        RetryWaits::parse,
                        "invalid_value",
                        "must be an array of at most 20 waits, each of 1 to 86400 whole seconds")
                .find();
    }

    private void judge(JsonBody body, String url) {
        if (egress.judge(url) instanceof Verdict.Refused refused) {
            body.fail("url", refused.code(), refused.message());
        }
    }

    private boolean known(List<String> events) {
        return !events.isEmpty()
                && events.stream()
                        .allMatch(event -> event.equals(EventSelection.WILDCARD)
                                || EventType.parse(event).isPresent());
    }

    private static String knownEvents() {
        return Arrays.stream(EventType.values())
                .map(EventType::wireName)
                .collect(Collectors.joining(", ", "must name at least one of *, ", ""));
    }

    private static EventSelection selection(List<String> events) {
        return new EventSelection(events.stream().distinct().toList());
    }

    private static void refuseNull(JsonBody body, String name) {
        Optional.of(name)
                .filter(body::has)
                .filter(field -> body.any(field).find().isEmpty())
                .ifPresent(field -> body.fail(field, "required", "must not be null"));
    }
}

package com.lealup.webhook.subscription;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.ProblemException;
import com.lealup.webhook.catalogue.EventSelection;
import com.lealup.webhook.catalogue.EventType;
import com.lealup.webhook.egress.Egress;
import com.lealup.webhook.egress.Verdict;
import com.lealup.webhook.segment.Segments;
import com.lealup.webhook.signature.SigningSecret;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what callers send, and reports all that is wrong with it at once. */
@Component
class SubscriptionBodies {

    private static final int LONGEST_DESCRIPTION = 500;
    private static final int HIGHEST_RATE_LIMIT = 1000;
    private static final BigDecimal HIGHEST_ARR = new BigDecimal("9999999999999999.99");
    private static final String POLL = "poll";
    private static final List<String> ABOUT_SENDING =
            List.of("url", "secret", "signature", "retry_schedule", "rate_limit", "ordered");

    static final String NOTHING_IS_SENT = "means nothing here: the receiver of this subscription polls";

    private final Egress egress;
    private final Segments segments;

    SubscriptionBodies(Egress egress, Segments segments) {
        this.egress = egress;
        this.segments = segments;
    }

    /**
     * What a new subscription is made of.
     *
     * @param url null when it is to be polled
     * @param publicKey belongs to a secret for {@code v1a}
     */
    record New(
            @Nullable String url,
            @Nullable String description,
            EventSelection events,
            Filters filters,
            @Nullable RetryWaits retries,
            @Nullable Integer rateLimit,
            boolean ordered,
            SigningSecret secret,
            @Nullable String publicKey) {}

    /**
     * Reads now, and answers when asked: the host is looked up before any transaction is open, and a request that is
     * answered from memory is not judged again.
     */
    Supplier<New> readNewAhead(TenantId tenant, byte[] bytes) {
        try {
            var read = readNew(tenant, bytes);
            return () -> read;
        } catch (ProblemException e) {
            return () -> {
                throw e;
            };
        }
    }

    private New readNew(TenantId tenant, byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var polled = body.choice("delivery", Map.of("push", false, POLL, true)).orDefault(false);
        var url = body.text("url");
        if (polled) {
            ABOUT_SENDING.stream().filter(body::has).forEach(name -> body.fail(name, "not_allowed", NOTHING_IS_SENT));
        } else {
            url.required();
        }
        var events = body.texts("events").required().check(this::known, "unknown_event", knownEvents());
        var description = body.text("description").length(0, LONGEST_DESCRIPTION);
        var filters = filters(tenant, body);
        var retries = retries(body);
        var rateLimit = rateLimit(body);
        var ordered = body.bool("ordered");
        var keys = keys(body);
        url.find().ifPresent(text -> judge(body, text));
        body.finish();
        return new New(
                url.orElse(null),
                description.orElse(null),
                selection(events.value()),
                filters,
                retries.orElse(null),
                rateLimit.orElse(null),
                ordered.orDefault(false),
                keys.secret(),
                keys.publicKey());
    }

    private record Keys(SigningSecret secret, @Nullable String publicKey) {}

    private static Keys keys(JsonBody body) {
        var asymmetric =
                body.choice("signature", Map.of("v1", false, "v1a", true)).orDefault(false);
        var own = secret(body);
        if (!asymmetric) {
            return new Keys(own.orElseGet(SigningSecret::generate), null);
        }
        if (body.has("secret")) {
            body.fail("secret", "not_allowed", "the keys of v1a are made by LealUp; leave it out");
        }
        var pair = SigningSecret.generatePair();
        return new Keys(pair.secret(), pair.publicKey());
    }

    SubscriptionEdit readEdit(TenantId tenant, byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var url = body.text("url");
        var events = body.texts("events").check(this::known, "unknown_event", knownEvents());
        var description = body.text("description").length(0, LONGEST_DESCRIPTION);
        var filters = filters(tenant, body);
        var retries = retries(body);
        var rateLimit = rateLimit(body);
        var ordered = body.bool("ordered");
        var paused = body.bool("paused");
        List.of("url", "events", "ordered", "paused").forEach(name -> refuseNull(body, name));
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
                body.has("rate_limit"),
                rateLimit.orElse(null),
                ordered.orElse(null),
                paused.orElse(null));
    }

    /** A secret of the caller's own to change to; empty where one is to be made. */
    Optional<SigningSecret> readRotation(byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.empty();
        }
        var body = JsonBody.parse(bytes);
        var secret = secret(body);
        body.finish();
        return secret;
    }

    private static Optional<SigningSecret> secret(JsonBody body) {
        return body.text("secret")
                .map(
                        SigningSecret::parse,
                        "invalid_secret",
                        "must be whsec_ and the base64 of 24 to 64 bytes, or any other string of 16 to 128 bytes")
                .find();
    }

    private static Optional<Integer> rateLimit(JsonBody body) {
        return body.integer("rate_limit").range(1, HIGHEST_RATE_LIMIT).find().map(Math::toIntExact);
    }

    private Filters filters(TenantId tenant, JsonBody body) {
        return body.object("filters")
                .find()
                .map(filters -> {
                    var customer = filters.text("customer_id")
                            .map(Ulids::parse, "invalid_format", "must be the id of a customer");
                    var status = filters.text("health_status")
                            .check(
                                    Filters.HEALTH_STATUSES::contains,
                                    "invalid_value",
                                    "must be healthy, neutral or at_risk");
                    var arr = filters.decimal("min_arr").min(0).max(HIGHEST_ARR).scale(2);
                    var segment = filters.text("segment_id")
                            .map(Ulids::parse, "invalid_format", "must be the id of a segment")
                            .check(
                                    id -> segments.has(tenant, id),
                                    "unknown_segment",
                                    "must be the id of a segment of this workspace");
                    return new Filters(
                            customer.orElse(null), status.orElse(null), arr.orElse(null), segment.orElse(null));
                })
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

package com.lealup.gateway.access;

import com.lealup.platform.json.JsonBody;
import com.lealup.platform.json.ListField;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the wish for a key from a request's body. */
@Component
public class ApiKeyBody {

    private static final int LONGEST_NAME = 200;
    private static final int DEFAULT_OVERLAP_HOURS = 24;
    private static final int LONGEST_OVERLAP_HOURS = 72;
    private static final Expiry DEFAULT_EXPIRY = Expiry.parse("90").orElseThrow();

    private final InstantSource clock;

    ApiKeyBody(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Reads a wish.
     *
     * @throws com.lealup.platform.problem.ProblemException 400 with every field that is wrong
     */
    public NewApiKey read(byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var name = body.text("name").required().notBlank().length(1, LONGEST_NAME);
        var scopes = body.texts("scopes")
                .required()
                .size(1, Scopes.ALL.size())
                .check(
                        given -> Scopes.ALL.containsAll(given),
                        "invalid_value",
                        "must hold only "
                                + String.join(", ", Scopes.ALL.stream().sorted().toList()))
                .check(
                        given -> new HashSet<>(given).size() == given.size(),
                        "invalid_value",
                        "must not name a scope twice");
        var expiry = body.any("expires").map(this::expiry, "invalid_value", Expiry.CHOICES);
        var allowList = allowList(body);
        body.finish();
        return new NewApiKey(
                name.value(),
                scopes.value(),
                expiry.orDefault(DEFAULT_EXPIRY),
                allowList.find().map(ApiKeyBody::canonical));
    }

    /**
     * Reads a merge patch (RFC 7396); a null allow-list takes every limit of addresses away.
     *
     * @throws com.lealup.platform.problem.ProblemException 400 with every field that is wrong
     */
    ApiKeyPatch readPatch(byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var name = body.text("name").notBlank().length(1, LONGEST_NAME);
        if (body.has("name")) {
            name.required();
        }
        var allowList = allowList(body);
        body.finish();
        return new ApiKeyPatch(
                name.find(), body.has("allow_list") ? Optional.of(canonical(allowList.value())) : Optional.empty());
    }

    /**
     * Reads the wish to rotate.
     *
     * @throws com.lealup.platform.problem.ProblemException 400 with every field that is wrong
     */
    Rotation readRotation(byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var overlap = body.integer("overlap_hours").range(0, LONGEST_OVERLAP_HOURS);
        var expiry = body.any("expires").map(this::expiry, "invalid_value", Expiry.CHOICES);
        body.finish();
        return new Rotation(Duration.ofHours(overlap.orDefault((long) DEFAULT_OVERLAP_HOURS)), expiry.find());
    }

    private static ListField<String> allowList(JsonBody body) {
        return body.texts("allow_list")
                .size(0, AllowList.LONGEST)
                .each(text -> AllowList.canonical(text).isPresent(), "invalid_format", AllowList.FORM)
                .check(
                        texts -> new HashSet<>(canonical(texts)).size() == texts.size(),
                        "invalid_value",
                        "must not name a network twice");
    }

    private static List<String> canonical(List<String> texts) {
        return texts.stream()
                .flatMap(text -> AllowList.canonical(text).stream())
                .toList();
    }

    private Optional<Expiry> expiry(JsonNode value) {
        if (!value.isString() && !value.isIntegralNumber()) {
            return Optional.empty();
        }
        var now = clock.instant();
        return Expiry.parse(value.asString()).filter(expiry -> {
            var from = expiry.from(now);
            return from == null || from.isAfter(now);
        });
    }
}

package com.lealup.gateway.access;

import com.lealup.platform.json.JsonBody;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the wish for a key from a request's body. */
@Component
public class ApiKeyBody {

    private static final int LONGEST_NAME = 200;
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
        body.finish();
        return new NewApiKey(name.value(), scopes.value(), expiry.orDefault(DEFAULT_EXPIRY));
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

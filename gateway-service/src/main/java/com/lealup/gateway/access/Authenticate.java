package com.lealup.gateway.access;

import com.lealup.platform.environment.Environment;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Decides whether a presented key opens anything: shape and checksum first, then memory, then at most one question to
 * the database. Unknown, revoked and expired keys get the same words: who guesses learns nothing from them.
 */
@Component
class Authenticate {

    private final Environment environment;
    private final KeyHasher hasher;
    private final KnownKeys known;
    private final KeyLookup lookup;
    private final InstantSource clock;

    Authenticate(Environment environment, KeyHasher hasher, KnownKeys known, KeyLookup lookup, InstantSource clock) {
        this.environment = environment;
        this.hasher = hasher;
        this.known = known;
        this.lookup = lookup;
        this.clock = clock;
    }

    /** What became of a presented key. */
    sealed interface Verdict {

        /** It opens its workspace. */
        record Accepted(ApiKey key) implements Verdict {}

        /** It opens nothing. */
        record Refused(String detail) implements Verdict {}

        /** It is not in memory, and the database cannot be asked. */
        record Undecided() implements Verdict {}
    }

    Verdict judge(String presented) {
        var parsed = ApiKeySecret.parse(presented);
        if (parsed.isEmpty()) {
            return new Verdict.Refused(
                    "The API key is malformed. A key is copied whole, without quotes: it begins with "
                            + ApiKeySecret.prefix(environment) + " and has 54 characters.");
        }
        var secret = parsed.get();
        if (secret.environment() != environment) {
            return new Verdict.Refused("This is the " + environment + " environment, and the key is for the "
                    + secret.environment() + " environment. Use a key that begins with "
                    + ApiKeySecret.prefix(environment) + ", or the other base URL.");
        }
        var candidates = hasher.candidates(secret);
        var inMemory = known.find(candidates);
        if (inMemory.isPresent()) {
            return judge(inMemory.get());
        }
        return switch (lookup.find(candidates)) {
            case KeyLookup.Answer.Found(var key) -> {
                known.learn(key);
                yield judge(key);
            }
            case KeyLookup.Answer.Unknown() -> refused();
            case KeyLookup.Answer.Silent() -> new Verdict.Undecided();
        };
    }

    private Verdict judge(ApiKey key) {
        return key.isRevoked() || key.isExpired(clock.instant()) ? refused() : new Verdict.Accepted(key);
    }

    private static Verdict refused() {
        return new Verdict.Refused(
                "The API key is not valid: it is unknown, was revoked, or has expired. Create a new one.");
    }
}

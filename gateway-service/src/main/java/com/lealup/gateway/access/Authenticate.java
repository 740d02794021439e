package com.lealup.gateway.access;

import com.lealup.platform.environment.Environment;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Decides whether a presented key opens anything: shape and checksum first, then memory. Only what memory does not
 * hold, or holds without a recent sign that it is up to date, is one question to the database. Unknown, revoked and
 * expired keys get the same words: who guesses learns nothing from them.
 */
@Component
class Authenticate {

    private final Environment environment;
    private final KeyHasher hasher;
    private final KnownKeys known;
    private final KeyLookup lookup;
    private final KeyRecheck recheck;
    private final InstantSource clock;

    Authenticate(
            Environment environment,
            KeyHasher hasher,
            KnownKeys known,
            KeyLookup lookup,
            KeyRecheck recheck,
            InstantSource clock) {
        this.environment = environment;
        this.hasher = hasher;
        this.known = known;
        this.lookup = lookup;
        this.recheck = recheck;
        this.clock = clock;
    }

    /** What became of a presented key. */
    sealed interface Verdict {

        /** It opens its workspace. */
        record Accepted(KnownKey key) implements Verdict {}

        /** It opens nothing. */
        record Refused(String detail) implements Verdict {}

        /** Memory does not hold it, or may be out of date, and the database cannot be asked. */
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
        for (int version : hasher.versions()) {
            var inMemory = known.find(hasher.hash(secret, version));
            if (inMemory.isPresent()) {
                return judgeKnown(inMemory.get());
            }
        }
        return switch (lookup.find(hasher.candidates(secret))) {
            case KeyLookup.Answer.Found(var key) -> judge(known.learn(key));
            case KeyLookup.Answer.Unknown() -> refused();
            case KeyLookup.Answer.Silent() -> new Verdict.Undecided();
        };
    }

    private Verdict judgeKnown(KnownKey key) {
        // What has ended stays ended, however old the news of it.
        if (!key.key().isActive(clock.instant())) {
            return refused();
        }
        return switch (recheck.check(key)) {
            case KeyRecheck.Answer.Now(var current) -> current == key ? new Verdict.Accepted(key) : judge(current);
            case KeyRecheck.Answer.Unknown() -> refused();
            case KeyRecheck.Answer.Silent() -> new Verdict.Undecided();
        };
    }

    private Verdict judge(KnownKey key) {
        return key.key().isActive(clock.instant()) ? new Verdict.Accepted(key) : refused();
    }

    private static Verdict refused() {
        return new Verdict.Refused(
                "The API key is not valid: it is unknown, was revoked, or has expired. Create a new one.");
    }
}

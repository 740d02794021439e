package com.lealup.gateway.access;

import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.TenantId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes a key. The key and the fact about it commit together; the secret is in the answer and nowhere else. */
@Component
public class CreateApiKey {

    private final ApiKeys keys;
    private final ApiKeyPublisher publisher;
    private final KeyHasher hasher;
    private final Environment environment;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    CreateApiKey(
            ApiKeys keys, ApiKeyPublisher publisher, KeyHasher hasher, Environment environment, InstantSource clock) {
        this.keys = keys;
        this.publisher = publisher;
        this.hasher = hasher;
        this.environment = environment;
        this.clock = clock;
    }

    /** What became of the wish for a key. */
    public sealed interface Outcome {

        /** It was made. */
        record Created(ApiKey key, ApiKeySecret secret) implements Outcome {}

        /** Who asked lacks this scope, and so cannot give it. */
        record BeyondOwnScopes(String scope) implements Outcome {}
    }

    /**
     * Makes a key; call it in a transaction of the tenant.
     *
     * @param creator the person the key stands for
     * @param held the scopes of whoever asks
     */
    public Outcome create(TenantId tenantId, ApiKey.Creator creator, Set<String> held, NewApiKey wish) {
        var beyond = Scopes.beyond(held, wish.scopes());
        if (beyond.isPresent()) {
            return new Outcome.BeyondOwnScopes(beyond.get());
        }
        // Postgres and Avro keep microseconds; what is signed must be what is read back.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var secret = ApiKeySecret.generate(environment, random);
        var key = new ApiKey(
                KeyId.next(),
                tenantId,
                hasher.hash(secret),
                wish.name(),
                secret.lastFour(),
                wish.scopes(),
                creator,
                now,
                wish.expiry().from(now),
                null,
                1);
        keys.add(key);
        publisher.created(key);
        return new Outcome.Created(key, secret);
    }

    /** Makes a key that may do everything, for the first administrator of a new workspace. */
    public Outcome createForEverything(TenantId tenantId, ApiKey.Creator creator, String name) {
        var everything = List.of(Scopes.ADMIN);
        return create(tenantId, creator, Set.copyOf(everything), new NewApiKey(name, everything, new Expiry.Never()));
    }
}

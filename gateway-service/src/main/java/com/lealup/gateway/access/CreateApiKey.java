package com.lealup.gateway.access;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.gateway.workspace.Members;
import com.lealup.gateway.workspace.User;
import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.identity.TenantId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a key. The key and the fact about it commit together; the secret is in the answer and nowhere else. */
@Component
public class CreateApiKey {

    private final ApiKeys keys;
    private final ApiKeyPublisher publisher;
    private final AuditLog audit;
    private final Members members;
    private final KeyHasher hasher;
    private final Environment environment;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    CreateApiKey(
            ApiKeys keys,
            ApiKeyPublisher publisher,
            AuditLog audit,
            Members members,
            KeyHasher hasher,
            Environment environment,
            InstantSource clock) {
        this.keys = keys;
        this.publisher = publisher;
        this.audit = audit;
        this.members = members;
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

        /** Who asked may act from fewer addresses than the key was to be used from. */
        record BeyondOwnNetworks() implements Outcome {}

        /** The person the key was to stand for is not active in the workspace. */
        record CreatorGone() implements Outcome {}
    }

    /**
     * Makes a key; call it in a transaction of the tenant.
     *
     * @param creator the person the key stands for
     * @param held the scopes of whoever asks, wherever they ask from
     */
    public Outcome create(TenantId tenantId, ApiKey.Creator creator, Set<String> held, NewApiKey wish) {
        return create(tenantId, creator.id(), new Power(held, AllowList.ANY), wish);
    }

    /** Makes a key that may do everything, for the first administrator of a new workspace. */
    public Outcome createForEverything(TenantId tenantId, ApiKey.Creator creator, String name) {
        var everything = List.of(Scopes.ADMIN);
        return create(
                tenantId,
                creator,
                Set.copyOf(everything),
                new NewApiKey(name, everything, new Expiry.Never(), Optional.empty()));
    }

    /**
     * Makes a key for whoever asks with the given power. A wish that does not say from where the key may be used gets
     * what the power has.
     */
    Outcome create(TenantId tenantId, UserId person, Power power, NewApiKey wish) {
        var beyond = power.beyond(wish.scopes());
        if (beyond.isPresent()) {
            return new Outcome.BeyondOwnScopes(beyond.get());
        }
        var allowList = wish.allowList().orElseGet(power.networks()::texts);
        if (!power.networks().covers(AllowList.of(allowList))) {
            return new Outcome.BeyondOwnNetworks();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return make(
                tenantId,
                person,
                wish.name(),
                wish.scopes(),
                allowList,
                wish.expiry().from(now),
                null);
    }

    /** Makes a key that takes the place of another one: the same person, scopes and networks, a new secret. */
    Outcome replace(ApiKey old, @Nullable Instant expiresAt) {
        return make(old.tenantId(), old.creator().id(), old.name(), old.scopes(), old.allowList(), expiresAt, old.id());
    }

    private Outcome make(
            TenantId tenantId,
            UserId person,
            String name,
            List<String> scopes,
            List<String> allowList,
            @Nullable Instant expiresAt,
            @Nullable KeyId supersedes) {
        var creator = members.hold(tenantId, person).filter(user -> user.status() == User.Status.ACTIVE);
        if (creator.isEmpty()) {
            return new Outcome.CreatorGone();
        }
        var user = creator.get();
        var secret = ApiKeySecret.generate(environment, random);
        var key = new ApiKey(
                KeyId.next(),
                tenantId,
                hasher.hash(secret),
                name,
                secret.lastFour(),
                scopes,
                allowList,
                new ApiKey.Creator(user.id(), user.email().text(), user.role()),
                // Postgres and Avro keep microseconds; what is signed must be what is read back.
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                expiresAt,
                null,
                1);
        keys.add(key, supersedes);
        publisher.created(key);
        audit.append(
                Callers.current(),
                new Act("api_key.created", "api_key", key.id().toString(), Map.of(), ApiKeyView.audited(key)));
        return new Outcome.Created(key, secret);
    }
}

package com.lealup.webhook.subscription;

import com.lealup.platform.identity.TenantId;
import com.lealup.platform.problem.Problems;
import com.lealup.webhook.signature.SecretVault;
import com.lealup.webhook.signature.SigningSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All that can be done to subscriptions, each in one transaction of the caller's workspace. */
@Component
class ManageSubscriptions {

    /** How long deliveries carry the signatures of both secrets after a change. */
    static final Duration OVERLAP = Duration.ofHours(24);

    /** Each customer change makes one delivery for each of them: a workspace should not be an amplifier. */
    static final int MOST_OF_A_WORKSPACE = 100;

    private final Subscriptions subscriptions;
    private final SecretVault vault;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final ActPublisher acts;

    ManageSubscriptions(
            Subscriptions subscriptions,
            SecretVault vault,
            InstantSource clock,
            ApplicationEventPublisher events,
            ActPublisher acts) {
        this.subscriptions = subscriptions;
        this.vault = vault;
        this.clock = clock;
        this.events = events;
        this.acts = acts;
    }

    /** Empty when the workspace has as many as it may. */
    @Transactional
    public Optional<Subscription> add(TenantId tenant, SubscriptionBodies.New wanted) {
        if (subscriptions.count(tenant) >= MOST_OF_A_WORKSPACE) {
            return Optional.empty();
        }
        var now = now();
        var subscription = new Subscription(
                tenant,
                SubscriptionId.next(),
                wanted.url(),
                wanted.description(),
                wanted.events(),
                wanted.filters(),
                wanted.retries(),
                wanted.rateLimit(),
                wanted.ordered(),
                wanted.publicKey(),
                SubscriptionStatus.ACTIVE,
                null,
                null,
                now,
                now);
        subscriptions.add(
                subscription, vault.seal(wanted.secret(), subscription.id().value()));
        acts.created(subscription);
        return Optional.of(subscription);
    }

    @Transactional(readOnly = true)
    public Optional<Subscription> find(TenantId tenant, SubscriptionId id) {
        return subscriptions.find(tenant, id);
    }

    @Transactional(readOnly = true)
    public List<Subscription> page(TenantId tenant, @Nullable UUID after, int limit) {
        return subscriptions.page(tenant, after, limit);
    }

    @Transactional
    public Optional<Subscription> edit(TenantId tenant, SubscriptionId id, SubscriptionEdit edit) {
        return subscriptions.lock(tenant, id).map(subscription -> {
            if (subscription.polled()) {
                edit.aboutSending().ifPresent(ManageSubscriptions::refuse);
            }
            var edited = subscription.edited(edit, now());
            subscriptions.replace(edited);
            acts.edited(subscription, edited);
            return edited;
        });
    }

    /** A subscription and the secret that it has from now on. */
    record Rotated(Subscription subscription, SigningSecret secret) {}

    /**
     * Changes to a secret of the caller's own, or to one that is made here.
     *
     * @throws com.lealup.platform.problem.ProblemException when this subscription takes none
     */
    @Transactional
    public Optional<Rotated> changeSecret(TenantId tenant, SubscriptionId id, Optional<SigningSecret> own) {
        return subscriptions.lock(tenant, id).flatMap(before -> {
            if (before.polled() || (before.publicKey() != null && own.isPresent())) {
                throw Problems.validation(
                        "/secret",
                        "not_allowed",
                        before.polled()
                                ? SubscriptionBodies.NOTHING_IS_SENT
                                : "the keys of v1a are made by LealUp; leave it out");
            }
            var pair = before.publicKey() == null ? null : SigningSecret.generatePair();
            var secret = pair == null ? own.orElseGet(SigningSecret::generate) : pair.secret();
            var now = now();
            subscriptions.changeSecret(
                    tenant,
                    id,
                    vault.seal(secret, id.value()),
                    pair == null ? null : pair.publicKey(),
                    now,
                    now.plus(OVERLAP));
            return subscriptions.find(tenant, id).map(after -> {
                acts.secretRotated(before, after);
                return new Rotated(after, secret);
            });
        });
    }

    private static void refuse(String field) {
        throw Problems.validation("/" + field, "not_allowed", SubscriptionBodies.NOTHING_IS_SENT);
    }

    /**
     * Removes it, and tells.
     *
     * @return whether there was one
     */
    @Transactional
    public boolean remove(TenantId tenant, SubscriptionId id) {
        var found = subscriptions.lock(tenant, id);
        found.ifPresent(subscription -> {
            subscriptions.remove(tenant, id);
            acts.removed(subscription);
            events.publishEvent(new SubscriptionRemoved(tenant, id));
        });
        return found.isPresent();
    }

    /** As precise as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

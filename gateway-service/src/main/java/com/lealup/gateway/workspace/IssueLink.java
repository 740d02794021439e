package com.lealup.gateway.workspace;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.identity.Caller;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a link for somebody. Only its hash is kept; who asked hands it over. */
@Component
public class IssueLink {

    private final UserLinks links;
    private final Users users;
    private final AuditLog audit;
    private final LinksProperties properties;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    IssueLink(UserLinks links, Users users, AuditLog audit, LinksProperties properties, InstantSource clock) {
        this.links = links;
        this.users = users;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    /** What became of the wish for a link. */
    sealed interface Outcome {

        /** Here it is. */
        record Issued(User user, LinkView link) implements Outcome {}

        /** The workspace has no such person. */
        record NotFound() implements Outcome {}

        /** They stand above who asks. */
        record BeyondOwnRole(Role role) implements Outcome {}

        /** A link of this kind leads nowhere for somebody in this state. */
        record WrongState(User.Status status) implements Outcome {}
    }

    /** Makes a link that resets the password of somebody who is active; empty when there is no such person. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<LinkView> resetPassword(Caller actor, EmailAddress email) {
        return users.find(actor.tenantId(), email)
                .filter(user -> user.status() == User.Status.ACTIVE)
                .map(user -> put(actor, user, LinkPurpose.PASSWORD_RESET));
    }

    Outcome issue(Caller actor, UserId id, LinkPurpose purpose) {
        var user = users.lock(actor.tenantId(), id);
        if (user.isEmpty()) {
            return new Outcome.NotFound();
        }
        if (!Grants.reach(actor, user.get().role())) {
            return new Outcome.BeyondOwnRole(user.get().role());
        }
        if (user.get().status() != purpose.usableIn()) {
            return new Outcome.WrongState(user.get().status());
        }
        return new Outcome.Issued(user.get(), put(actor, user.get(), purpose));
    }

    LinkView put(Caller actor, User user, LinkPurpose purpose) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var expiresAt = now.plus(validFor(purpose));
        var token = LinkToken.generate(user.tenantId(), random);
        links.put(user, purpose, token, now, expiresAt);
        audit.append(
                actor,
                new Act(
                        "user." + purpose.text() + "_issued",
                        "user",
                        user.id().toString(),
                        Map.of(),
                        Map.of("email", user.email().text(), "expires_at", expiresAt.toString())));
        return new LinkView(token.text(), properties.url(purpose.path(token)), expiresAt);
    }

    private Duration validFor(LinkPurpose purpose) {
        return switch (purpose) {
            case INVITATION -> properties.invitationsFor();
            case PASSWORD_RESET -> properties.passwordResetsFor();
        };
    }
}

package com.lealup.gateway.workspace;

import com.lealup.gateway.attempt.Attempts;
import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.environment.InvalidSettingException;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a link for somebody. Only its hash is kept; it is mailed, or who asked hands it over. */
@Component
public class IssueLink {

    private final UserLinks links;
    private final Users users;
    private final AuditLog audit;
    private final LinksProperties properties;
    private final LinkPost post;
    private final Attempts attempts;
    private final WorkspaceDirectory directory;
    private final InTenant inTenant;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    IssueLink(
            UserLinks links,
            Users users,
            AuditLog audit,
            LinksProperties properties,
            LinkPost post,
            Attempts attempts,
            WorkspaceDirectory directory,
            InTenant inTenant,
            InstantSource clock) {
        this.links = links;
        this.users = users;
        this.audit = audit;
        this.properties = properties;
        this.post = post;
        this.attempts = attempts;
        this.directory = directory;
        this.inTenant = inTenant;
        this.clock = clock;
        if (post.delivers() && properties.baseUrl() == null) {
            throw InvalidSettingException.missing(
                    "lealup.links.base-url", "must be how people reach the gateway, since links are mailed");
        }
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

        /** So many were mailed to them, or by their workspace, that the next one must wait. */
        record TooMany(Duration after) implements Outcome {}
    }

    /** A link that is about to be mailed. */
    public record Renewed(User user, String workspaceName, String url, Instant expiresAt) {

        /** Hides the link. */
        @Override
        public String toString() {
            return "Renewed[" + user.id() + "]";
        }
    }

    /** Whether links are mailed; if not, nobody can ask for one on their own. */
    public boolean mails() {
        return post.delivers();
    }

    /**
     * Mails a link to somebody active who has lost their password, and asked for it themselves, by what they say. The
     * workspace is told that somebody, nobody knows who, asked.
     */
    public void mailPasswordReset(User user, String address) {
        var stranger = RedeemLink.stranger(user.tenantId(), address);
        inTenant.call(stranger, () -> {
            var expiresAt = expiry(LinkPurpose.PASSWORD_RESET);
            post.note(user, LinkPurpose.PASSWORD_RESET, expiresAt);
            note(stranger, user, "password_reset_requested", expiresAt);
            return expiresAt;
        });
    }

    /**
     * Makes the link that a mail is to carry; empty when it would lead the person nowhere by now.
     *
     * @param stillDue asked while nobody else can make a link for the person: a mail that was taken back for a newer
     *     link must not void that one
     */
    public Optional<Renewed> renew(
            TenantId tenantId, UserId id, LinkPurpose purpose, Instant expiresAt, BooleanSupplier stillDue) {
        return inTenant.call(
                RedeemLink.stranger(tenantId, ""),
                () -> users.lock(tenantId, id)
                        .filter(user -> user.status() == purpose.usableIn() && stillDue.getAsBoolean())
                        .flatMap(user -> directory.workspace(tenantId).map(workspace -> {
                            var token = write(user, purpose, expiresAt);
                            return new Renewed(user, workspace.name(), properties.url(purpose.path(token)), expiresAt);
                        })));
    }

    /**
     * Makes a link that resets the password of somebody who is active, and shows it, mail or not; empty when there is
     * no such person.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<LinkView> resetPassword(Caller actor, EmailAddress email) {
        return users.find(actor.tenantId(), email)
                .flatMap(user -> users.lock(actor.tenantId(), user.id()))
                .filter(user -> user.status() == User.Status.ACTIVE)
                .map(user -> {
                    var expiresAt = expiry(LinkPurpose.PASSWORD_RESET);
                    note(actor, user, LinkPurpose.PASSWORD_RESET, expiresAt);
                    return shown(user, LinkPurpose.PASSWORD_RESET, expiresAt);
                });
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
        return put(actor, user.get(), purpose);
    }

    /** Makes a link, or notes the mail that will carry one; when it is refused the transaction can only roll back. */
    Outcome put(Caller actor, User user, LinkPurpose purpose) {
        var expiresAt = expiry(purpose);
        if (!post.delivers()) {
            note(actor, user, purpose, expiresAt);
            return new Outcome.Issued(user, shown(user, purpose, expiresAt));
        }
        var tenant = user.tenantId().toString();
        if (attempts.mail(user.email().text(), tenant) instanceof Attempts.Answer.Wait(var wait)) {
            return new Outcome.TooMany(wait);
        }
        note(actor, user, purpose, expiresAt);
        post.note(user, purpose, expiresAt);
        return new Outcome.Issued(user, LinkView.mailed(user.email(), expiresAt));
    }

    private LinkView shown(User user, LinkPurpose purpose, Instant expiresAt) {
        post.drop(user, purpose);
        var token = write(user, purpose, expiresAt);
        return LinkView.shown(token.text(), properties.url(purpose.path(token)), expiresAt);
    }

    private LinkToken write(User user, LinkPurpose purpose, Instant expiresAt) {
        var token = LinkToken.generate(user.tenantId(), random);
        links.put(user, purpose, token, now(), expiresAt);
        return token;
    }

    private void note(Caller actor, User user, LinkPurpose purpose, Instant expiresAt) {
        note(actor, user, purpose.text() + "_issued", expiresAt);
    }

    private void note(Caller actor, User user, String done, Instant expiresAt) {
        audit.append(
                actor,
                new Act(
                        "user." + done,
                        "user",
                        user.id().toString(),
                        Map.of(),
                        Map.of("email", user.email().text(), "expires_at", expiresAt.toString())));
    }

    private Instant expiry(LinkPurpose purpose) {
        return now().plus(validFor(purpose));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Duration validFor(LinkPurpose purpose) {
        return switch (purpose) {
            case INVITATION -> properties.invitationsFor();
            case PASSWORD_RESET -> properties.passwordResetsFor();
        };
    }
}

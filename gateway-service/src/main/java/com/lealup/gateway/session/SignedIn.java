package com.lealup.gateway.session;

import com.lealup.gateway.workspace.User;
import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * What a session holds: whose it is, and a public name. What they may do is looked up, since it changes.
 *
 * @param id its name in the API; the session's own id is the secret of the cookie
 * @param passwordVersion which of the person's passwords it began with
 */
record SignedIn(String id, TenantId tenantId, UserId userId, long passwordVersion) {

    private static final String ID = "id";
    private static final String TENANT = "tenant";
    private static final String USER = "user";
    private static final String PASSWORD_VERSION = "password_version";

    /** Begins a session in place of any other that the request brings; its id is new. */
    static SignedIn begin(HttpServletRequest request, User user) {
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        var signedIn = new SignedIn(Ulids.format(Ulids.next()), user.tenantId(), user.id(), user.passwordVersion());
        var session = request.getSession(true);
        session.setAttribute(ID, signedIn.id());
        session.setAttribute(TENANT, signedIn.tenantId().toString());
        session.setAttribute(USER, signedIn.userId().toString());
        session.setAttribute(PASSWORD_VERSION, signedIn.passwordVersion());
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, principalName(user.tenantId(), user.id()));
        return signedIn;
    }

    static Optional<SignedIn> of(HttpSession session) {
        return of(session::getAttribute);
    }

    static Optional<SignedIn> of(Session session) {
        return of(session::getAttribute);
    }

    /** By what the sessions of one person are found. */
    static String principalName(TenantId tenantId, UserId userId) {
        return tenantId + ":" + userId;
    }

    private static Optional<SignedIn> of(Attributes attributes) {
        // A session from before passwords were counted began with the first.
        long version = attributes.get(PASSWORD_VERSION) instanceof Long counted ? counted : 0;
        if (attributes.get(ID) instanceof String name
                && attributes.get(TENANT) instanceof String tenant
                && attributes.get(USER) instanceof String user) {
            return TenantId.parse(tenant)
                    .flatMap(tenantId ->
                            UserId.parse(user).map(userId -> new SignedIn(name, tenantId, userId, version)));
        }
        return Optional.empty();
    }

    private interface Attributes {
        @Nullable
        Object get(String name);
    }
}

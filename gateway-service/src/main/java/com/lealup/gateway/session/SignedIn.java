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
 */
record SignedIn(String id, TenantId tenantId, UserId userId) {

    private static final String ID = "id";
    private static final String TENANT = "tenant";
    private static final String USER = "user";

    /** Begins a session in place of any other that the request brings; its id is new. */
    static SignedIn begin(HttpServletRequest request, User user) {
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        var signedIn = new SignedIn(Ulids.format(Ulids.next()), user.tenantId(), user.id());
        var session = request.getSession(true);
        session.setAttribute(ID, signedIn.id());
        session.setAttribute(TENANT, signedIn.tenantId().toString());
        session.setAttribute(USER, signedIn.userId().toString());
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, principalName(user.tenantId(), user.id()));
        return signedIn;
    }

    static Optional<SignedIn> of(HttpSession session) {
        return of(session.getAttribute(ID), session.getAttribute(TENANT), session.getAttribute(USER));
    }

    static Optional<SignedIn> of(Session session) {
        return of(session.getAttribute(ID), session.getAttribute(TENANT), session.getAttribute(USER));
    }

    /** By what the sessions of one person are found. */
    static String principalName(TenantId tenantId, UserId userId) {
        return tenantId + ":" + userId;
    }

    private static Optional<SignedIn> of(@Nullable Object id, @Nullable Object tenant, @Nullable Object user) {
        if (id instanceof String name && tenant instanceof String tenantText && user instanceof String userText) {
            return TenantId.parse(tenantText)
                    .flatMap(tenantId -> UserId.parse(userText).map(userId -> new SignedIn(name, tenantId, userId)));
        }
        return Optional.empty();
    }
}

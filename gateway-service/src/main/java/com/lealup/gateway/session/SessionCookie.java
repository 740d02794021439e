package com.lealup.gateway.session;

import com.lealup.platform.environment.Environment;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;

/**
 * The cookie that carries a session's id. {@code __Host-} makes browsers refuse one that another host of the domain, or
 * plain HTTP, has set.
 */
@Component
class SessionCookie implements HttpSessionIdResolver {

    private static final String SECURE_NAME = "__Host-lealup";
    private static final String PLAIN_NAME = "lealup";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final String name;
    private final CookieHttpSessionIdResolver cookies = new CookieHttpSessionIdResolver();

    SessionCookie(SessionProperties properties, Environment environment) {
        boolean secure = properties.isCookieSecure(environment);
        this.name = secure ? SECURE_NAME : PLAIN_NAME;
        var serializer = new DefaultCookieSerializer();
        serializer.setCookieName(name);
        serializer.setCookiePath("/");
        serializer.setUseHttpOnlyCookie(true);
        serializer.setUseSecureCookie(secure);
        serializer.setSameSite("Lax");
        cookies.setCookieSerializer(serializer);
    }

    boolean isIn(HttpServletRequest request) {
        var sent = request.getCookies();
        if (sent != null) {
            for (var cookie : sent) {
                if (cookie.getName().equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Only what can be one: whatever else a caller writes there never reaches the database. */
    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return cookies.resolveSessionIds(request).stream()
                .filter(id -> ID.matcher(id).matches())
                .toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        cookies.setSessionId(request, response, sessionId);
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        cookies.expireSession(request, response);
    }
}

package com.lealup.gateway.session;

import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts sessions and their protection behind the door and before the proxy: proxied requests need both. */
@Configuration(proxyBeanMethods = false)
class Sessions {

    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** What these do follows from their body alone; a session that is there by chance plays no part in it. */
    private static final Set<String> WITHOUT_SESSION = Set.of(
            SessionsController.PATH,
            "/v1/sign-ups",
            "/v1/invitations/accept",
            "/v1/password-resets",
            "/v1/password-resets/complete");

    @Bean
    JdbcIndexedSessionRepository sessionRepository(
            DataSource apiDataSource, PlatformTransactionManager transactions, SessionProperties properties) {
        // A transaction of its own: what a request does to its session is kept whatever becomes of its work.
        var transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var repository = new JdbcIndexedSessionRepository(new JdbcTemplate(apiDataSource), transaction);
        repository.setTableName("sessions");
        repository.setDefaultMaxInactiveInterval(properties.idle());
        new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(repository);
        return repository;
    }

    @Bean
    HttpSessionCsrfTokenRepository csrfTokens() {
        var tokens = new HttpSessionCsrfTokenRepository();
        tokens.setHeaderName(CSRF_HEADER);
        return tokens;
    }

    @Bean
    FilterRegistrationBean<SessionFilter> sessionFilter(
            JdbcIndexedSessionRepository repository, SessionCookie cookie, HttpSessionCsrfTokenRepository csrfTokens) {
        var filter = new SessionFilter(cookie, sessions(repository, cookie), security(csrfTokens));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 13);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    private static <S extends Session> Filter sessions(SessionRepository<S> repository, SessionCookie cookie) {
        var filter = new SessionRepositoryFilter<>(repository);
        filter.setHttpSessionIdResolver(cookie);
        return filter;
    }

    private static Filter security(HttpSessionCsrfTokenRepository tokens) {
        var csrf = new CsrfFilter(tokens);
        csrf.setRequestHandler(new HeaderOnly());
        csrf.setRequireCsrfProtectionMatcher(
                request -> !SAFE.contains(request.getMethod()) && !WITHOUT_SESSION.contains(request.getRequestURI()));
        csrf.setAccessDeniedHandler((_, _, _) -> {
            throw Problems.of(
                    ProblemType.CSRF_TOKEN_INVALID,
                    "The header " + CSRF_HEADER
                            + " is missing, or is not the csrf_token that GET /v1/sessions/current answers.");
        });
        var proxy = new FilterChainProxy(new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, csrf));
        var firewall = new StrictHttpFirewall();
        // Which methods there are the proxy says, with a 405.
        firewall.setUnsafeAllowAnyHttpMethod(true);
        proxy.setFirewall(firewall);
        proxy.setRequestRejectedHandler((_, _, _) -> {
            throw Problems.validation("", "malformed_request", "has a path or a header that is not accepted here");
        });
        return proxy;
    }

    /** Never from a parameter: looking for one would read the body, which belongs to whom it is proxied to. */
    private static final class HeaderOnly extends CsrfTokenRequestAttributeHandler {

        @Override
        public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
            return request.getHeader(token.getHeaderName());
        }
    }
}

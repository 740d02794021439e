package com.lealup.gateway.route;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The connections to the services. Everything a browser wants of a client is off: this one carries bytes. Reads have no
 * timeout here; {@link Exchanges} ends those that take too long.
 */
@Configuration(proxyBeanMethods = false)
class UpstreamClient {

    /** Below the 20 s after which Tomcat closes an idle connection, so that none is reused that is being closed. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(10);

    private static final TimeValue VALIDATE_AFTER = TimeValue.ofSeconds(1);

    @Bean(destroyMethod = "close")
    PoolingHttpClientConnectionManager upstreamConnections(RoutesProperties routes) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(routes.connectionsPerService())
                .setMaxConnTotal(routes.connectionsPerService() * UpstreamService.values().length)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(routes.connectTimeout()))
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(VALIDATE_AFTER)
                        .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                // A service may refuse a body (413) before it has read it all; then its answer is read at once.
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .responseOutOfOrderStrategy(new EarlyAnswers())
                        .build())
                .build();
    }

    @Bean(destroyMethod = "close")
    CloseableHttpClient upstreamHttpClient(PoolingHttpClientConnectionManager connections, RoutesProperties routes) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(routes.poolTimeout()))
                        .setExpectContinueEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableDefaultUserAgent()
                .disableRedirectHandling()
                .evictExpiredConnections()
                .evictIdleConnections(IDLE)
                .build();
    }
}

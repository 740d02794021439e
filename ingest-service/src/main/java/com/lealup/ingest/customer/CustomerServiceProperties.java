package com.lealup.ingest.customer;

import com.lealup.platform.environment.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a customer is asked for that the view does not know yet.
 *
 * @param url where the customer service listens; differs in every deployment
 * @param timeout how long all questions of one request may take together; raise it only with the callers' patience,
 *     since the whole answer is promised within 5 seconds
 * @param remembered how long an answer serves further requests; longer spares the customer service when a client keeps
 *     sending for customers that do not exist, and delays nothing as the view comes first
 * @param concurrency how many questions are under way at once
 */
@ConfigurationProperties("lealup.customer-service")
record CustomerServiceProperties(
        URI url,
        @DefaultValue("700ms") Duration timeout,
        @DefaultValue("1s") Duration remembered,
        @DefaultValue("32") int concurrency) {

    private static final String URL_MUST_BE = "must be an http or https URL, such as http://127.0.0.1:8081";

    CustomerServiceProperties {
        if (url == null) {
            throw InvalidSettingException.missing("lealup.customer-service.url", URL_MUST_BE);
        }
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException(URL_MUST_BE);
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.toMillis() > 1000) {
            throw new IllegalArgumentException("must be a timeout of more than 0 and at most 1s");
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("must allow a concurrency of 1 or more");
        }
    }
}

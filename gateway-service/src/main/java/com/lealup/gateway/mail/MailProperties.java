package com.lealup.gateway.mail;

import com.lealup.platform.environment.InvalidSettingException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are sent. The server itself is {@code spring.mail.host}, {@code .port}, {@code .username},
 * {@code .password}: without a host nothing is mailed.
 *
 * @param from the address that mails come from; needed with a host
 * @param poll how often due mails are looked for; raise it only to spare a database that has nothing else to do
 * @param lease how long an instance may take to send what it has claimed, before another sends it; keep it above the
 *     timeouts of the SMTP connection together
 * @param firstRetry the wait after the first failure; each further one is twice as long
 * @param longestRetry no wait is longer; mails are given up when their link has expired
 */
@ConfigurationProperties("lealup.mail")
record MailProperties(
        @Nullable String from,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("10s") Duration firstRetry,
        @DefaultValue("30m") Duration longestRetry) {

    private static final int MOST_DOUBLINGS = 20;

    MailProperties {
        positive("lealup.mail.poll", poll);
        positive("lealup.mail.lease", lease);
        positive("lealup.mail.first-retry", firstRetry);
        positive("lealup.mail.longest-retry", longestRetry);
    }

    /** The wait after this many failures, from 1. */
    Duration retryAfter(int failures) {
        var wait = firstRetry.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
    }

    private static void positive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw InvalidSettingException.invalid(name, "must be positive");
        }
    }
}

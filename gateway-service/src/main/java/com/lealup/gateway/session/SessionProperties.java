package com.lealup.gateway.session;

import com.lealup.platform.environment.Environment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long people stay signed in, and how their cookie travels.
 *
 * @param secureCookie whether browsers send the cookie over HTTPS only; true in the live environment, and false in the
 *     test one, which people reach over plain HTTP on their own machine. Set it to true wherever HTTPS ends before the
 *     gateway
 * @param idle a session that is not used for this long ends
 * @param longest a session ends after this long however much it is used
 * @param failureFloor a refused sign-in is answered no sooner than this: above the time of hashing, so that the
 *     answer's time does not tell whether there is such an account
 */
@ConfigurationProperties("lealup.session")
record SessionProperties(
        @Nullable Boolean secureCookie,
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration longest,
        @DefaultValue("750ms") Duration failureFloor) {

    boolean isCookieSecure(Environment environment) {
        return secureCookie == null ? environment == Environment.LIVE : secureCookie;
    }
}

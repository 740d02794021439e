package com.lealup.gateway.workspace;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The links by which people accept an invitation or choose a new password.
 *
 * @param baseUrl how people reach the gateway, such as {@code https://app.example.com}; links are paths without it.
 *     Never taken from a request: whoever sends one could make the link lead elsewhere
 * @param invitationsFor how long an invitation can be accepted
 * @param passwordResetsFor how long a password can be chosen anew; short, since whoever has the link has the account
 */
@ConfigurationProperties("lealup.links")
record LinksProperties(
        @Nullable URI baseUrl,
        @DefaultValue("7d") Duration invitationsFor,
        @DefaultValue("24h") Duration passwordResetsFor) {

    String url(String path) {
        if (baseUrl == null) {
            return path;
        }
        var base = baseUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}

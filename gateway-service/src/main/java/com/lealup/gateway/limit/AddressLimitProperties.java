package com.lealup.gateway.limit;

import com.lealup.platform.environment.InvalidSettingException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an address may do that proves nothing; an IPv6 address counts as its network of 64 bits. These hold in each
 * gateway by itself.
 *
 * @param failuresPerMinute credentials that prove nothing, and log-ins that fail. Raise it where many people share an
 *     address and mistype; guessing a key is hopeless at any number
 * @param anonymousPerMinute requests without a valid credential, public pages included. Raise it where many people
 *     behind one address read the documentation
 * @param exempt addresses or CIDR ranges to which neither applies, such as a monitor's; never a proxy's, since
 *     {@code lealup.edge.trusted-proxies} is for those
 */
@ConfigurationProperties("lealup.limits.address")
record AddressLimitProperties(
        @DefaultValue("30") long failuresPerMinute,
        @DefaultValue("600") long anonymousPerMinute,
        @DefaultValue List<String> exempt) {

    private static final long MOST = 1_000_000_000;

    /**
     * Refuses what cannot be used.
     *
     * @throws InvalidSettingException naming what is wrong
     */
    AddressLimitProperties {
        exempt = List.copyOf(exempt);
        within("failures-per-minute", failuresPerMinute);
        within("anonymous-per-minute", anonymousPerMinute);
    }

    private static void within(String name, long number) {
        if (number < 1 || number > MOST) {
            throw InvalidSettingException.invalid("lealup.limits.address." + name, "must be 1 to " + MOST);
        }
    }
}

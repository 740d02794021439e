package com.lealup.gateway.edge;

import com.lealup.platform.environment.InvalidSettingException;
import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The port for the other services and for operators.
 *
 * @param internalPort 0 takes a free one
 * @param internalAddress where it is bound; change it only to an address that nobody outside the deployment reaches
 */
@ConfigurationProperties("lealup.gateway")
record InternalPortProperties(
        Integer internalPort, @DefaultValue("127.0.0.1") InetAddress internalAddress) {

    private static final int HIGHEST = 65_535;

    /**
     * Refuses what cannot be used.
     *
     * @throws InvalidSettingException for what is no port
     */
    InternalPortProperties {
        if (internalPort == null || internalPort < 0 || internalPort > HIGHEST) {
            throw InvalidSettingException.invalid("lealup.gateway.internal-port", "must be a port, 0 to 65535");
        }
    }
}

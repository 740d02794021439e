package com.lealup.gateway.edge;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** A second port of the same server, for the other services and for operators. */
@Component
public class InternalConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final Connector connector = new Connector();

    InternalConnector(InternalPortProperties properties) {
        connector.setPort(properties.internalPort());
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setAddress(properties.internalAddress());
        }
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addAdditionalConnectors(connector);
        // Refused by the gateway itself, with a problem that says why.
        factory.addConnectorCustomizers(each -> {
            // As well: Tomcat's own refusal of TRACE names what works for another servlet.
            each.setAllowTrace(true);
            each.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            each.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        });
    }

    /** The port it listens on, once it does. */
    public int port() {
        return connector.getLocalPort();
    }
}

package com.lealup.gateway.edge;

import java.util.Set;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Tomcat's HTTP/1.1, whose open connections can be looked at. Tomcat makes it by its class name: hence public. */
public final class DoorProtocol extends Http11NioProtocol {

    Set<SocketWrapperBase<NioChannel>> connections() {
        return getEndpoint().getConnections();
    }
}

package com.lealup.webhook.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host name into every address it has at this moment. */
interface NameResolver {

    List<InetAddress> resolve(String host) throws UnknownHostException;
}

package com.lealup.local.doctor;

import com.lealup.local.server.Server;

/** A part that is busy may miss a probe or two; one that is away misses all. */
final class Patience {

    private static final int PROBES = 3;

    private Patience() {}

    static boolean ready(Server server) {
        for (int probe = 0; probe < PROBES; probe++) {
            if (server.ready()) {
                return true;
            }
        }
        return false;
    }
}

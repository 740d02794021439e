package com.lealup.local.server;

import com.lealup.local.part.Part;
import com.lealup.local.process.Launch;

/** One of the parts, as something that can be started. */
public interface Server {

    /** Which part it is. */
    Part part();

    /** Where it is spoken to. */
    int port();

    /** Makes what has to be there before a start: a cluster, a formatted log. Nothing when it is there already. */
    void prepare();

    /** How it is started. */
    Launch launch();

    /** Whether it does its work now; answers within two seconds. */
    boolean ready();
}

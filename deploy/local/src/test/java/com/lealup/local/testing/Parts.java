package com.lealup.local.testing;

import com.lealup.local.part.Part;
import com.lealup.local.provision.DatabaseRoles;
import java.net.URI;

/** Three parts that run somewhere. */
interface Parts {

    String jdbcUrl(String database);

    DatabaseRoles.Superuser superuser();

    String registryPassword();

    String bootstrapServers();

    URI registryUrl();

    /** Starts a part that is not running and waits until it is ready; a name for each, as in the launcher. */
    void start(Part part);

    void kill(Part part);

    void freeze(Part part);

    void thaw(Part part);

    void stopAll();
}

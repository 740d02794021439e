package com.lealup.gateway.workspace;

import java.time.Instant;

/** Takes links to the people they are for, where there is a way to; elsewhere who asked for a link hands it over. */
public interface LinkPost {

    /** Whether links are taken to people; the same as long as the process runs. */
    boolean delivers();

    /** Notes in the caller's transaction that somebody is to get a link; a restart forgets nothing. */
    void note(User user, LinkPurpose purpose, Instant expiresAt);

    /** Takes back in the caller's transaction what is noted and not sent yet: there is a newer link. */
    void drop(User user, LinkPurpose purpose);
}

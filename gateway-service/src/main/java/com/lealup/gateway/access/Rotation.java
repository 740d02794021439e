package com.lealup.gateway.access;

import java.time.Duration;
import java.util.Optional;

/**
 * The wish to replace a key by a new one, checked for form.
 *
 * @param overlap how long the old one goes on, at most
 * @param expiry the new one's; empty for a life as long as the old one was given
 */
record Rotation(Duration overlap, Optional<Expiry> expiry) {}

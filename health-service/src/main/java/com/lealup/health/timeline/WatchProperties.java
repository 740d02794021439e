package com.lealup.health.timeline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Streams of timelines.
 *
 * @param most how many an instance serves at once; each holds a connection from the gateway, so stay below
 *     {@code lealup.routes.connections-per-service}
 * @param mostOfWorkspace how many of one workspace; raise it where more people than this look at customers at once
 * @param lastsFor how long one lasts until its reader opens it again, and with that how long it outlives a revoked key
 *     or a session that ended; below the two minutes for which a customer counts as watched
 * @param heartbeat how often a stream without news says that it is alive; below the 15 s of silence after which the
 *     gateway gives a service up
 */
@ConfigurationProperties("lealup.timeline-streams")
record WatchProperties(
        @DefaultValue("1000") int most,
        @DefaultValue("200") int mostOfWorkspace,
        @DefaultValue("1m") Duration lastsFor,
        @DefaultValue("5s") Duration heartbeat) {}

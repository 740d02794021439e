package com.lealup.customer.importing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How imports are worked off.
 *
 * @param pollInterval how often an idle instance looks for jobs
 * @param lease after this long without a batch another instance takes a job over; a batch in progress holds its job by
 *     a lock, so that this need be no longer than the pauses of the JVM that are to be tolerated
 * @param turn how long a job is worked on while jobs of other workspaces wait
 * @param retryInterval how long to wait after a failure
 * @param kept how long jobs that ended are shown
 * @param abandonedAfter when rows of an upload that was cut off are swept away; keep it above the longest upload
 */
@ConfigurationProperties("lealup.imports")
record ImportProperties(
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("2s") Duration turn,
        @DefaultValue("500ms") Duration retryInterval,
        @DefaultValue("30d") Duration kept,
        @DefaultValue("6h") Duration abandonedAfter) {}

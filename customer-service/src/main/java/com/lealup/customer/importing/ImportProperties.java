package com.lealup.customer.importing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How imports are worked off.
 *
 * @param pollInterval how often an idle instance looks for jobs
 * @param lease after this long without a batch another instance takes a job over; keep it above the longest batch
 * @param turn how long a job is worked on while jobs of other workspaces wait
 * @param retryInterval how long to wait after a failure
 * @param abandonedAfter when rows of an upload that was cut off are swept away; keep it above the longest upload
 */
@ConfigurationProperties("lealup.imports")
record ImportProperties(
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("2s") Duration turn,
        @DefaultValue("500ms") Duration retryInterval,
        @DefaultValue("6h") Duration abandonedAfter) {}

package com.lealup.platform.limit;

import java.util.List;

/**
 * What one instance tells the others of its service.
 *
 * @param instance a ULID, new at each start
 * @param taken empty when it only says that it is there
 */
public record UsageReport(String instance, List<Taken> taken) {

    public UsageReport {
        taken = List.copyOf(taken);
    }

    /**
     * What was taken from one bucket since the last report.
     *
     * @param subject a ULID
     * @param tokens negative when some were given back
     * @param level tokens that are left as far as the instance knows; negative when it owes some
     */
    public record Taken(String policy, String subject, Limit limit, long tokens, long level) {}
}

package com.lealup.local.operator;

import java.time.Instant;

/**
 * The first workspace of a test deployment, kept so that its login and the guide's key can be shown again.
 *
 * @param workspace as it was opened
 * @param quickstartKey the key that the guide makes in its first step
 * @param quickstartExpiresAt when that key stops working
 */
public record Seed(OpenedWorkspace workspace, String quickstartKey, Instant quickstartExpiresAt) {

    @Override
    public String toString() {
        return "Seed[" + workspace + "]";
    }
}

package com.lealup.load.webhooks;

import com.lealup.load.suite.Api;
import com.lealup.load.suite.Suite;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A workspace of its own with one subscription to every change of a score.
 *
 * @param index tells it from the others of a run
 * @param tenant the workspace's id
 * @param subscription the subscription's id
 * @param key may do everything in the workspace
 */
public record Endpoint(int index, String tenant, String subscription, String key) {

    private static final int USUAL = -1;

    /** Makes one that is tried again after the usual waits. */
    public static Endpoint subscribed(Suite suite, int index, String url) {
        return subscribed(suite, index, url, USUAL);
    }

    /** Makes one that is tried again after the same wait again and again, as often as it may be. */
    public static Endpoint subscribed(Suite suite, int index, String url, int waitSeconds) {
        var name = "hooks-" + UUID.randomUUID().toString().substring(0, 8);
        var key = suite.workspaceKey(name, "enterprise");
        var retries = IntStream.range(0, 20)
                .mapToObj(_ -> String.valueOf(waitSeconds))
                .collect(Collectors.joining(",", ",\"retry_schedule\":[", "]"));
        var wish = "{\"url\":\"" + url + "\",\"events\":[\"health.score_changed\"]"
                + (waitSeconds == USUAL ? "" : retries) + "}";
        try (var api = new Api(suite.base(), key)) {
            return new Endpoint(
                    index,
                    api.get("/v1/users/me", 200).body().get("tenant_id").asString(),
                    api.post("/v1/webhook-subscriptions", wish, name, 201)
                            .body()
                            .get("id")
                            .asString(),
                    key);
        }
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "Endpoint[index=" + index + ", subscription=" + subscription + "]";
    }
}

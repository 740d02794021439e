package com.lealup.platform.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Which other instances are there, and whether all of them were heard of lately. A round ends when each has been heard
 * of since it began; without others every round ends at once.
 */
final class Neighbours {

    /** Three reports of an idle instance, and a little. */
    static final Duration SILENT_FOR = Duration.ofMillis(3500);

    private final Map<String, Long> heardAt = new HashMap<>();
    private long roundBegan;

    private volatile Sharing sharing = new Sharing(0, 0);

    /** Read at every charge. */
    Sharing sharing() {
        return sharing;
    }

    synchronized void heard(String instance, long now) {
        heardAt.put(instance, now);
        update(now);
    }

    /** Forgets who has been silent. */
    synchronized void update(long now) {
        heardAt.values().removeIf(at -> now - at > SILENT_FOR.toMillis());
        var heardAll = heardAt.values().stream().allMatch(at -> at > roundBegan);
        if (heardAll && now > roundBegan) {
            roundBegan = now;
            sharing = new Sharing(heardAt.size(), sharing.round() + 1);
        } else if (heardAt.size() != sharing.others()) {
            sharing = new Sharing(heardAt.size(), sharing.round());
        }
    }
}

package com.lealup.health.usage;

import com.lealup.health.score.UsageAggregates;
import com.lealup.health.score.UsageAggregates.UsageDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a batch changed of a customer's use of the product: how the rows it wrote stand now. */
final class UsageNews {

    private final Map<LocalDate, Integer> users = new HashMap<>();
    private final Map<Long, LocalDate> features = new HashMap<>();
    private @Nullable Instant lastEventAt;

    void day(LocalDate day, int count) {
        users.put(day, count);
    }

    void feature(long name, LocalDate day) {
        features.merge(name, day, (one, other) -> one.isAfter(other) ? one : other);
    }

    void event(Instant at) {
        lastEventAt = lastEventAt == null || at.isAfter(lastEventAt) ? at : lastEventAt;
    }

    /** What was known, with the news in it. */
    UsageAggregates appliedTo(KnownUse before) {
        var days = new HashMap<>(before.users());
        days.putAll(users);
        var names = new HashMap<>(before.features());
        features.forEach((name, day) -> names.merge(name, day, (one, other) -> one.isAfter(other) ? one : other));
        var last = before.lastEventAt();
        return new KnownUse(
                        days,
                        names,
                        last == null || (lastEventAt != null && lastEventAt.isAfter(last)) ? lastEventAt : last)
                .aggregates();
    }

    /**
     * A customer's use of the product, by name of its features.
     *
     * @param users distinct users by day
     * @param features the last day of each feature
     */
    record KnownUse(
            Map<LocalDate, Integer> users,
            Map<Long, LocalDate> features,
            @Nullable Instant lastEventAt) {

        /** Of somebody nobody has heard from. */
        static final KnownUse NONE = new KnownUse(Map.of(), Map.of(), null);

        UsageAggregates aggregates() {
            return new UsageAggregates(
                    users.entrySet().stream()
                            .map(day -> new UsageDay(day.getKey(), day.getValue()))
                            .toList(),
                    features.values().stream().toList(),
                    lastEventAt);
        }
    }
}

package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.score.HealthModel;
import com.lealup.health.score.NextChange;
import com.lealup.health.score.Scorer;
import com.lealup.health.score.UsageAggregates;
import com.lealup.health.scoring.Scores.Visit;
import com.lealup.platform.correlation.Correlation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Scores customers anew and records what changed: score, history, timeline and facts, in the caller's transaction. */
@Component
public class RescoreCustomers {

    private final Scores scores;
    private final ScoreChanges changes;
    private final ScoreEntries entries;
    private final HealthPublisher publisher;

    RescoreCustomers(Scores scores, ScoreChanges changes, ScoreEntries entries, HealthPublisher publisher) {
        this.scores = scores;
        this.changes = changes;
        this.entries = entries;
        this.publisher = publisher;
    }

    /**
     * Scores each customer.
     *
     * @param customers with their rows locked
     * @param before the aggregates without the news
     * @param after the aggregates with them
     * @param correlation which request led to a customer's news
     */
    public void rescore(
            List<StoredScore> customers,
            Map<CustomerKey, UsageAggregates> before,
            Map<CustomerKey, UsageAggregates> after,
            Instant now,
            Function<CustomerKey, Correlation> correlation) {
        var changed = new ArrayList<ScoreChanged>();
        var visits = new LinkedHashMap<CustomerKey, Visit>();
        for (var stored : customers) {
            var key = stored.customer();
            var known = before.getOrDefault(key, UsageAggregates.NONE);
            var news = after.getOrDefault(key, UsageAggregates.NONE);
            if (stored.score() == null && news.lastEventAt() == null) {
                visits.put(key, new Visit(null));
                continue;
            }
            var score = Scorer.score(news, HealthModel.BALANCED, now);
            var next = NextChange.after(news, HealthModel.BALANCED, now).orElse(null);
            if (stored.score() == null || !stored.score().looksLike(score)) {
                var untouched = Scorer.score(known, HealthModel.BALANCED, now);
                changed.add(ScoreChanged.of(stored, untouched, score, now, next, correlation.apply(key)));
            } else if (isDue(stored.nextEvaluationAt(), next, now)) {
                visits.put(key, new Visit(next));
            }
        }
        scores.schedule(visits);
        record(changed);
    }

    /**
     * Whether the planned evaluation must be moved. One that is merely too early stays: it finds nothing, once, and is
     * moved then; writing the row for every event would cost more.
     */
    private static boolean isDue(@Nullable Instant planned, @Nullable Instant next, Instant now) {
        if (planned == null) {
            return next != null;
        }
        return !planned.isAfter(now) || (next != null && next.isBefore(planned));
    }

    private void record(List<ScoreChanged> changed) {
        if (changed.isEmpty()) {
            return;
        }
        scores.save(changed);
        changes.add(changed);
        entries.add(changed);
        changed.forEach(publisher::publish);
    }
}

package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.model.HealthModels;
import com.lealup.health.score.CustomerAggregates;
import com.lealup.health.score.Explanation;
import com.lealup.health.score.HealthModel;
import com.lealup.health.score.NextChange;
import com.lealup.health.score.Score;
import com.lealup.health.score.Scorer;
import com.lealup.health.scoring.Scores.Visit;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Scores customers anew and records what changed: score, history, timeline and facts, in the caller's transaction. */
@Component
public class RescoreCustomers {

    private final HealthModels models;
    private final Scores scores;
    private final SharpDrops drops;
    private final ScoreChanges changes;
    private final ScoreEntries entries;
    private final HealthPublisher publisher;

    RescoreCustomers(
            HealthModels models,
            Scores scores,
            SharpDrops drops,
            ScoreChanges changes,
            ScoreEntries entries,
            HealthPublisher publisher) {
        this.models = models;
        this.scores = scores;
        this.drops = drops;
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
     * @param current the model of each workspace, asked for under those locks
     * @param correlation which request led to a customer's news
     */
    public void rescore(
            List<StoredScore> customers,
            Map<CustomerKey, CustomerAggregates> before,
            Map<CustomerKey, CustomerAggregates> after,
            Map<TenantId, HealthModel> current,
            Instant now,
            Function<CustomerKey, Correlation> correlation) {
        var changed = new ArrayList<ScoreChanged>();
        var visits = new LinkedHashMap<CustomerKey, Visit>();
        for (var stored : customers) {
            var key = stored.customer();
            var known = before.getOrDefault(key, CustomerAggregates.NONE);
            var news = after.getOrDefault(key, CustomerAggregates.NONE);
            if (stored.score() == null && news.isEmpty()) {
                visits.put(key, new Visit(null));
                continue;
            }
            var model = Objects.requireNonNull(current.get(key.tenant()));
            var score = Scorer.score(news, model, now);
            var next = NextChange.after(news, model, now).orElse(null);
            if (stored.score() == null || !stored.score().looksLike(score)) {
                var reasons = explain(stored, known, model, score, now);
                changed.add(ScoreChanged.of(stored, score, reasons, now, next, correlation.apply(key)));
            } else if (isDue(stored.nextEvaluationAt(), next, now)) {
                visits.put(key, new Visit(next));
            }
        }
        scores.schedule(visits);
        record(changed);
    }

    private Explanation explain(
            StoredScore stored, CustomerAggregates known, HealthModel model, Score score, Instant now) {
        var before = stored.score();
        var untouched = Scorer.score(known, model, now);
        var aged = before == null || before.modelVersion() == model.version()
                ? untouched
                : Scorer.score(known, models.version(stored.customer().tenant(), before.modelVersion()), now);
        return Explanation.of(before, aged, untouched, score);
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
        var fallen = drops.judge(changed);
        changes.add(changed);
        entries.add(changed);
        publisher.publish(changed, fallen);
    }
}

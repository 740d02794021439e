package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.score.Cause;
import com.lealup.health.score.Contribution;
import com.lealup.health.score.DimensionValue;
import com.lealup.health.score.Score;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.DimensionScore;
import com.lealup.schemas.v1.HealthCause;
import com.lealup.schemas.v1.HealthChange;
import com.lealup.schemas.v1.HealthScore;
import com.lealup.schemas.v1.HealthStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the topics about changes of scores. */
@Component
class HealthPublisher {

    private final Outbox outbox;
    private final AvroCodec codec;

    HealthPublisher(Outbox outbox, AvroCodec codec) {
        this.outbox = outbox;
        this.codec = codec;
    }

    /**
     * Tells of changes of different customers, with one statement for those that one request led to.
     *
     * @param fallen the score that each sharp drop fell from
     */
    void publish(List<ScoreChanged> changes, Map<ScoreChanged, Integer> fallen) {
        var facts = new LinkedHashMap<Correlation, List<OutboxRecord>>();
        for (var change : changes) {
            facts.computeIfAbsent(change.correlation(), any -> new ArrayList<>())
                    .addAll(facts(change, fallen.get(change)));
        }
        facts.forEach((correlation, records) -> Correlation.run(correlation, () -> outbox.appendAll(records)));
    }

    private List<OutboxRecord> facts(ScoreChanged change, @Nullable Integer droppedFrom) {
        var stored = change.before();
        var customer = stored.customer();
        var after = score(customer, change.revision(), change.after(), change.at());
        var before = stored.score() == null || stored.scoredAt() == null
                ? null
                : score(customer, stored.revision(), stored.score(), stored.scoredAt());
        var fact = HealthChange.newBuilder()
                .setChangeId(Ulids.format(change.id()))
                .setTenantId(customer.tenant().toString())
                .setCustomerId(customer.customer().toString())
                .setRevision(change.revision())
                .setBefore(before)
                .setAfter(after)
                .setCause(cause(change.explanation().cause()))
                .setContributions(contributions(change.explanation().contributions()))
                .setSentence(change.sentence())
                .setSharpDropFrom(droppedFrom)
                .setOccurredAt(change.at())
                .build();
        return List.of(
                record(Topics.HEALTH_SCORES, change, Ulids.next(), "health.scored", after),
                record(Topics.HEALTH_CHANGES, change, change.id(), "health.changed", fact));
    }

    private OutboxRecord record(Topic<?> topic, ScoreChanged change, UUID id, String type, SpecificRecord value) {
        var customer = change.before().customer();
        return new OutboxRecord(
                topic.name(),
                customer.toString(),
                codec.encode(topic.name(), value),
                id,
                type,
                customer.tenant(),
                change.revision());
    }

    private static HealthScore score(CustomerKey customer, long revision, Score score, Instant at) {
        return HealthScore.newBuilder()
                .setTenantId(customer.tenant().toString())
                .setCustomerId(customer.customer().toString())
                .setRevision(revision)
                .setScore(score.score())
                .setExact(ScoreChanges.exact(score))
                .setStatus(status(score.status()))
                .setDimensions(score.dimensions().stream()
                        .map(HealthPublisher::dimension)
                        .toList())
                .setModelVersion(score.modelVersion())
                .setOverridden(score.overridden())
                .setScoredAt(at)
                .build();
    }

    private static DimensionScore dimension(DimensionValue value) {
        return DimensionScore.newBuilder()
                .setName(value.name().value())
                .setValue(value.millionths() == null ? null : BigDecimal.valueOf(value.millionths(), 6))
                .setWeight(BigDecimal.valueOf(value.weight().tenThousandths(), 4))
                .build();
    }

    private static List<com.lealup.schemas.v1.Contribution> contributions(List<Contribution> contributions) {
        return contributions.stream()
                .map(contribution -> com.lealup.schemas.v1.Contribution.newBuilder()
                        .setSignal(contribution.signal().text())
                        .setDimension(contribution.dimension().value())
                        .setCause(cause(contribution.cause()))
                        .setPoints(BigDecimal.valueOf(contribution.hundredths(), 2))
                        .build())
                .toList();
    }

    private static HealthCause cause(Cause cause) {
        return switch (cause) {
            case BEHAVIOUR -> HealthCause.BEHAVIOUR;
            case TIME -> HealthCause.TIME;
            case MODEL -> HealthCause.MODEL;
            case OVERRIDE -> HealthCause.OVERRIDE;
        };
    }

    private static @Nullable HealthStatus status(com.lealup.health.score.@Nullable HealthStatus status) {
        return switch (status) {
            case null -> null;
            case HEALTHY -> HealthStatus.HEALTHY;
            case NEUTRAL -> HealthStatus.NEUTRAL;
            case AT_RISK -> HealthStatus.AT_RISK;
        };
    }
}

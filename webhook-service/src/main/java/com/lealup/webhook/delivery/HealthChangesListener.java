package com.lealup.webhook.delivery;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.HealthCause;
import com.lealup.schemas.v1.HealthChange;
import com.lealup.schemas.v1.HealthScore;
import com.lealup.schemas.v1.HealthStatus;
import com.lealup.webhook.catalogue.EventType;
import com.lealup.webhook.erasure.ErasedCustomers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells subscribers how the health of customers moved, and why. */
@Component
class HealthChangesListener implements BatchListener<HealthChange> {

    private final FanOut fanOut;
    private final CustomerFacts facts;

    HealthChangesListener(FanOut fanOut, CustomerFacts facts) {
        this.fanOut = fanOut;
        this.facts = facts;
    }

    @Override
    public String group() {
        return "webhook-service.health-changes";
    }

    @Override
    public String topic() {
        return Topics.HEALTH_CHANGES.name();
    }

    @Override
    public Class<HealthChange> type() {
        return HealthChange.class;
    }

    @Override
    public void on(List<Received<HealthChange>> batch) {
        facts.rememberHealth(batch.stream()
                .map(Received::value)
                .filter(Objects::nonNull)
                .map(HealthChangesListener::said)
                .toList());
        fanOut.deliver(batch.stream().flatMap(this::notifications).toList());
    }

    private static Map.Entry<ErasedCustomers.Key, CustomerFacts.Known> said(HealthChange change) {
        return Map.entry(
                new ErasedCustomers.Key(TenantId.of(change.getTenantId()), customer(change)), known(change.getAfter()));
    }

    private static CustomerFacts.Known known(HealthScore score) {
        return CustomerFacts.Known.ofHealth(word(score.getStatus()), score.getScore());
    }

    private static UUID customer(HealthChange change) {
        return Ulids.parse(change.getCustomerId()).orElseThrow(() -> new IllegalArgumentException("not a customer id"));
    }

    private Stream<Notification> notifications(Received<HealthChange> received) {
        var change = received.value();
        if (change == null) {
            return Stream.empty();
        }
        var data = data(change);
        var told = Stream.<Notification>builder();
        if (crossesABand(change)) {
            told.add(notification(received, change, EventType.HEALTH_CHANGED, data));
        }
        if (change.getSharpDropFrom() != null) {
            var drop = new LinkedHashMap<String, @Nullable Object>(data);
            drop.put("dropped_from", change.getSharpDropFrom());
            told.add(notification(received, change, EventType.HEALTH_DROP_SHARP, drop));
        }
        return told.add(notification(received, change, EventType.HEALTH_SCORE_CHANGED, data))
                .build();
    }

    /**
     * From one band into another. The first score crosses nothing; and a new model moves many customers at once without
     * any of them having done something, which must not look like an alarm.
     */
    private static boolean crossesABand(HealthChange change) {
        var before = change.getBefore() == null ? null : change.getBefore().getStatus();
        var after = change.getAfter().getStatus();
        return before != null && after != null && before != after && change.getCause() != HealthCause.MODEL;
    }

    private static Notification notification(
            Received<HealthChange> received, HealthChange change, EventType type, Map<String, @Nullable Object> data) {
        return new Notification(
                received.eventId(),
                TenantId.of(change.getTenantId()),
                type,
                customer(change),
                change.getOccurredAt(),
                received.appendedAt(),
                known(change.getAfter()),
                data);
    }

    private static Map<String, @Nullable Object> data(HealthChange change) {
        var after = change.getAfter();
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("customer_id", change.getCustomerId());
        data.put("score", after.getScore());
        data.put("status", word(after.getStatus()));
        data.put("exact", after.getExact());
        data.put("dimensions", dimensions(after));
        data.put("model_version", after.getModelVersion());
        data.put("cause", word(change.getCause()));
        data.put("explanation", explanation(change));
        data.put("updated_at", after.getScoredAt());
        data.put("previous", previous(change.getBefore()));
        return data;
    }

    private static Map<String, @Nullable Object> previous(@Nullable HealthScore before) {
        var previous = new LinkedHashMap<String, @Nullable Object>();
        previous.put("score", before == null ? null : before.getScore());
        previous.put("status", before == null ? null : word(before.getStatus()));
        previous.put("exact", before == null ? null : before.getExact());
        previous.put("dimensions", before == null ? null : dimensions(before));
        return previous;
    }

    /** Values rounded half-up, as the API shows them. */
    private static Map<String, Object> dimensions(HealthScore score) {
        var dimensions = new LinkedHashMap<String, Object>();
        for (var dimension : score.getDimensions()) {
            var shown = new LinkedHashMap<String, @Nullable Object>();
            shown.put(
                    "value",
                    dimension.getValue() == null
                            ? null
                            : dimension
                                    .getValue()
                                    .setScale(0, RoundingMode.HALF_UP)
                                    .intValueExact());
            shown.put("weight", atLeastTwoDecimals(dimension.getWeight()));
            dimensions.put(dimension.getName(), shown);
        }
        return dimensions;
    }

    private static Map<String, Object> explanation(HealthChange change) {
        var contributions = change.getContributions().stream()
                .map(contribution -> {
                    var shown = new LinkedHashMap<String, Object>();
                    shown.put("signal", contribution.getSignal());
                    shown.put("dimension", contribution.getDimension());
                    shown.put("cause", word(contribution.getCause()));
                    shown.put("points", contribution.getPoints());
                    return shown;
                })
                .toList();
        var explanation = new LinkedHashMap<String, Object>();
        explanation.put("sentence", change.getSentence());
        explanation.put("contributions", contributions);
        return explanation;
    }

    private static BigDecimal atLeastTwoDecimals(BigDecimal weight) {
        var stripped = weight.stripTrailingZeros();
        return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }

    private static @Nullable String word(@Nullable HealthStatus status) {
        return status == null ? null : status.name().toLowerCase(Locale.ROOT);
    }

    private static String word(HealthCause cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }
}

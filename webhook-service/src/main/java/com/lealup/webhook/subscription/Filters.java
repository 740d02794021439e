package com.lealup.webhook.subscription;

import com.lealup.platform.id.Ulids;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Narrows what a subscription hears; null asks for nothing. What is not known of a customer does not pass.
 *
 * @param customerId only what concerns this customer
 * @param healthStatus only customers in this band, as of the fact
 * @param minArr only customers of at least this annual recurring revenue, as of the fact
 * @param segmentId only customers who belong to this segment, as of the fact
 */
record Filters(
        @Nullable UUID customerId,
        @Nullable String healthStatus,
        @Nullable BigDecimal minArr,
        @Nullable UUID segmentId) {

    static final Filters NONE = new Filters(null, null, null, null);

    static final List<String> HEALTH_STATUSES = List.of("healthy", "neutral", "at_risk");

    /** As the API shows them: those that are set. */
    Map<String, Object> shown() {
        var shown = new LinkedHashMap<String, Object>();
        if (customerId != null) {
            shown.put("customer_id", Ulids.format(customerId));
        }
        if (healthStatus != null) {
            shown.put("health_status", healthStatus);
        }
        if (minArr != null) {
            var stripped = minArr.stripTrailingZeros();
            shown.put("min_arr", stripped.scale() < 0 ? stripped.setScale(0) : stripped);
        }
        if (segmentId != null) {
            shown.put("segment_id", Ulids.format(segmentId));
        }
        return shown;
    }
}

package com.lealup.health.usage;

import com.lealup.health.usage.ShownEventRates.Span;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/health-summary/event-rate}: how many events take effect right now. */
@RestController
class EventRateController {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SHOWN = Duration.ofMinutes(10);

    private final ShownEventRates rates;
    private final InstantSource clock;

    EventRateController(ShownEventRates rates, InstantSource clock) {
        this.rates = rates;
        this.clock = clock;
    }

    /**
     * The rate as answered.
     *
     * @param lastMinute events of the last whole minute, in spans of ten seconds
     * @param data the spans of the last ten minutes that had events, the oldest first
     */
    record View(long lastMinute, List<Span> data) {}

    @GetMapping("/v1/health-summary/event-rate")
    @RequiresScope("health:read")
    View rate(Caller caller) {
        // The span that is not over would always look like a fall.
        var end = ShownEventRates.begin(clock.instant());
        var spans = rates.between(caller.tenantId(), end.minus(SHOWN), end);
        var minute = end.minus(MINUTE);
        return new View(
                spans.stream()
                        .filter(span -> !span.at().isBefore(minute))
                        .mapToLong(Span::events)
                        .sum(),
                spans);
    }
}

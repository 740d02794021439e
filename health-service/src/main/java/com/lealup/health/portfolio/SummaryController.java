package com.lealup.health.portfolio;

import com.lealup.health.portfolio.Summary.Mover;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.problem.Problems;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/health-summary}: the workspace's customers at a glance. */
@RestController
class SummaryController {

    private static final int MOST_DAYS = 90;
    private static final int MOST = 200;

    private final Portfolio portfolio;
    private final InstantSource clock;

    SummaryController(Portfolio portfolio, InstantSource clock) {
        this.portfolio = portfolio;
        this.clock = clock;
    }

    /** Which way a score went. */
    enum Direction {
        UP,
        DOWN
    }

    /** Who moved, the largest move first. */
    record Movers(List<Mover> data) {}

    @GetMapping("/v1/health-summary")
    @RequiresScope("health:read")
    Summary summary(Caller caller) {
        return portfolio.summary(caller.tenantId(), clock.instant());
    }

    @GetMapping("/v1/health-summary/movers")
    @RequiresScope("health:read")
    Movers movers(
            Caller caller,
            @RequestParam @Nullable Direction direction,
            @RequestParam @Nullable Integer days,
            @RequestParam @Nullable Integer limit) {
        var back = within("?days", days, 7, MOST_DAYS);
        var most = within("?limit", limit, 50, MOST);
        var since = clock.instant().minus(Duration.ofDays(back));
        return new Movers(portfolio.movers(caller.tenantId(), since, direction == Direction.UP, most));
    }

    private static int within(String pointer, @Nullable Integer value, int otherwise, int most) {
        if (value == null) {
            return otherwise;
        }
        if (value < 1 || value > most) {
            throw Problems.validation(pointer, "out_of_range", "must be from 1 to " + most);
        }
        return value;
    }
}

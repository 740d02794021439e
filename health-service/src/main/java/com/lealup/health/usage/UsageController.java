package com.lealup.health.usage;

import com.lealup.health.customer.ExistingCustomers;
import com.lealup.health.usage.ShownUsage.Day;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.problem.Problems;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/customers/{id}/usage}: how much a customer uses the product, day by day. */
@RestController
class UsageController {

    /** Aggregates are kept a little longer than this. */
    private static final int MOST_DAYS = 40;

    private static final int MONTH = 30;
    private static final int WEEK = 7;

    private final ExistingCustomers customers;
    private final ShownUsage usage;
    private final InstantSource clock;

    UsageController(ExistingCustomers customers, ShownUsage usage, InstantSource clock) {
        this.customers = customers;
        this.usage = usage;
        this.clock = clock;
    }

    /**
     * Use as answered.
     *
     * @param days the oldest first, the last one is today
     * @param dailyActiveUsers distinct users of a day, on average of the last 30 days, today among them
     * @param monthlyActiveUsers distinct users of those 30 days together
     * @param stickiness daily by monthly active users, from 0 to 1; null if there were none
     * @param eventsOfWeek of the last 7 whole days, today not among them
     * @param eventsOfWeekBefore of the 7 days before those
     * @param trend how much more that is, as a share of the week before: −1 is nothing left; null if that had none
     */
    record View(
            String customerId,
            List<Day> days,
            BigDecimal dailyActiveUsers,
            long monthlyActiveUsers,
            @Nullable BigDecimal stickiness,
            long eventsOfWeek,
            long eventsOfWeekBefore,
            @Nullable BigDecimal trend) {}

    @GetMapping("/v1/customers/{id}/usage")
    @RequiresScope("health:read")
    View show(Caller caller, @PathVariable String id, @RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw Problems.validation("?days", "out_of_range", "must be from 1 to " + MOST_DAYS);
        }
        var customer = customers.require(caller, id);
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var span = usage.of(customer, today.minusDays(MOST_DAYS - 1), today, today.minusDays(MONTH - 1));
        var all = span.days();
        var userDays = last(all, MONTH).stream().mapToLong(Day::users).sum();
        var whole = all.subList(0, all.size() - 1);
        var week = events(last(whole, WEEK));
        var before = events(last(whole, 2 * WEEK)) - week;
        return new View(
                customer.customer().toString(),
                last(all, days),
                share(userDays, MONTH, 2),
                span.users(),
                span.users() == 0 ? null : share(userDays, MONTH * span.users(), 2),
                week,
                before,
                before == 0 ? null : share(week - before, before, 2));
    }

    private static long events(List<Day> days) {
        return days.stream().mapToLong(Day::events).sum();
    }

    private static List<Day> last(List<Day> days, int count) {
        return days.subList(days.size() - count, days.size());
    }

    private static BigDecimal share(long part, long whole, int decimals) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP);
    }
}

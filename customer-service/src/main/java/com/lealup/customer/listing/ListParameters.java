package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerStatus;
import com.lealup.customer.health.HealthBand;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.Money;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.Problems;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a list, and says of every one that is wrong what it must be. */
final class ListParameters {

    /** Ten years: a contract that renews later is not about to. */
    private static final int LONGEST_RENEWAL = 3650;

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,16}(?:\\.[0-9]{1,2})?");
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,4}");

    private final List<FieldError> errors = new ArrayList<>();

    /** The statuses of a comma list. */
    Set<CustomerStatus> statuses(@Nullable String text) {
        var statuses = EnumSet.noneOf(CustomerStatus.class);
        if (text != null) {
            Arrays.stream(text.split(",", -1))
                    .forEach(word -> CustomerStatus.of(word)
                            .ifPresentOrElse(
                                    statuses::add,
                                    () -> fail("status", "must be a comma list of active, trial, churned and paused")));
        }
        return statuses;
    }

    @Nullable
    OwnerId owner(@Nullable String text) {
        return read("owner_id", text, OwnerId::parse, "must be the id of a user, 26 characters");
    }

    @Nullable
    HealthBand band(@Nullable String text) {
        return read("health_status", text, HealthBand::of, "must be healthy, neutral or at_risk");
    }

    @Nullable
    Money amount(String name, @Nullable String text) {
        return read(
                name,
                text,
                ListParameters::money,
                "must be an amount from 0 to 9999999999999999.99, 2 decimals at most");
    }

    @Nullable
    LocalDate renewalUntil(@Nullable String text, LocalDate today) {
        var days = read(
                "renewal_within_days",
                text,
                ListParameters::days,
                "must be a number of days from 0 to " + LONGEST_RENEWAL);
        return days == null ? null : today.plusDays(days);
    }

    boolean deleted(@Nullable String text) {
        var deleted = read("deleted", text, ListParameters::truth, "must be true or false");
        return deleted != null && deleted;
    }

    Sort sort(@Nullable String text) {
        var sort = read(
                "sort",
                text,
                Sort::of,
                "must be name, arr, health_score, renewal_date or created_at, with - before it for descending");
        return sort == null ? Sort.DEFAULT : sort;
    }

    /** Ends the request with 400 if anything was wrong. */
    void finish() {
        if (!errors.isEmpty()) {
            throw Problems.validation(errors);
        }
    }

    private <T> @Nullable T read(
            String name, @Nullable String text, Function<String, Optional<T>> reading, String mustBe) {
        if (text == null) {
            return null;
        }
        var value = reading.apply(text);
        if (value.isEmpty()) {
            fail(name, mustBe);
        }
        return value.orElse(null);
    }

    private void fail(String name, String mustBe) {
        var error = FieldError.ofQuery(name, "invalid_value", mustBe);
        if (!errors.contains(error)) {
            errors.add(error);
        }
    }

    private static Optional<Money> money(String text) {
        return AMOUNT.matcher(text).matches() ? Optional.of(new Money(new BigDecimal(text))) : Optional.empty();
    }

    private static Optional<Integer> days(String text) {
        return Optional.of(text)
                .filter(days -> DAYS.matcher(days).matches())
                .map(Integer::valueOf)
                .filter(days -> days <= LONGEST_RENEWAL);
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}

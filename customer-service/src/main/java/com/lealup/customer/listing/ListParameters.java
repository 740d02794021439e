package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerStatus;
import com.lealup.customer.filter.Filter;
import com.lealup.customer.filter.FilterReader;
import com.lealup.customer.health.HealthBand;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.search.SearchWords;
import com.lealup.customer.segment.SegmentId;
import com.lealup.customer.value.Money;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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

    private static final String NO_SEGMENT = "must be the id of a segment of this workspace, 26 characters";

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

    /** The bands of a comma list. */
    Set<HealthBand> bands(@Nullable String text) {
        var bands = EnumSet.noneOf(HealthBand.class);
        if (text != null) {
            Arrays.stream(text.split(",", -1))
                    .forEach(word -> HealthBand.of(word)
                            .ifPresentOrElse(
                                    bands::add,
                                    () -> fail(
                                            "health_status", "must be a comma list of healthy, neutral and at_risk")));
        }
        return bands;
    }

    @Nullable
    SegmentId segment(@Nullable String text) {
        return read("segment_id", text, SegmentId::parse, NO_SEGMENT);
    }

    /** The filter of that segment. */
    Optional<Filter> segment(Optional<Filter> found) {
        if (found.isEmpty()) {
            fail("segment_id", NO_SEGMENT);
        }
        return found;
    }

    /** A filter in the language of segments. */
    Optional<Filter> filter(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            var body = JsonBody.parse(text.getBytes(StandardCharsets.UTF_8));
            var filter = FilterReader.read(body);
            body.finish();
            return Optional.of(filter);
        } catch (ProblemException e) {
            e.problem().errors().forEach(error -> fail("filter", (error.pointer() + " " + error.message()).strip()));
            return Optional.empty();
        }
    }

    /** The words to search for, folded. */
    List<String> words(@Nullable String text, Function<String, List<String>> splitting) {
        if (text == null) {
            return List.of();
        }
        if (text.codePointCount(0, text.length()) > SearchWords.LONGEST) {
            fail("q", "must have at most " + SearchWords.LONGEST + " characters");
            return List.of();
        }
        var words = splitting.apply(text);
        if (words.isEmpty() || words.size() > SearchWords.MOST_WORDS) {
            fail("q", "must have 1 to " + SearchWords.MOST_WORDS + " different words of letters and digits");
        }
        return words;
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

    /** Null for the default. */
    @Nullable
    Sort sort(@Nullable String text) {
        return read(
                "sort",
                text,
                Sort::of,
                "must be name, arr, health_score, renewal_date or created_at, with - before it for descending");
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

package com.lealup.health.rollout;

import com.lealup.health.customer.CustomerId;
import com.lealup.health.rollout.PreviewResponse.Crossing;
import com.lealup.health.rollout.PreviewResponse.Distribution;
import com.lealup.health.rollout.PreviewResponse.Move;
import com.lealup.health.score.HealthStatus;
import com.lealup.health.score.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Counts customers under two models. Tallies of parts of the customers are added up. */
final class Tally {

    private static final int MOVES = 20;

    /** The smaller move first, so that it makes room; of equal ones the later id. */
    private static final Comparator<Move> ORDER =
            Comparator.comparingInt(Tally::distance).thenComparing(Move::customerId, Comparator.reverseOrder());

    private final Side before = new Side();
    private final Side after = new Side();
    private final Map<Bands, Long> crossings = new LinkedHashMap<>();
    private final PriorityQueue<Move> moves = new PriorityQueue<>(ORDER);
    private long changed;

    private record Bands(
            @Nullable HealthStatus from, @Nullable HealthStatus to) {}

    private static final class Side {
        private final Map<HealthStatus, Long> bands = new EnumMap<>(HealthStatus.class);
        private final long[] tens = new long[10];
        private long none;
        private long hundredths;

        void add(Score score) {
            if (score.score() == null || score.hundredths() == null || score.status() == null) {
                none++;
                return;
            }
            bands.merge(score.status(), 1L, Long::sum);
            tens[Math.min(score.score() / 10, 9)]++;
            hundredths += score.hundredths();
        }

        void add(Side other) {
            other.bands.forEach((band, count) -> bands.merge(band, count, Long::sum));
            Arrays.setAll(tens, i -> tens[i] + other.tens[i]);
            none += other.none;
            hundredths += other.hundredths;
        }

        Distribution distribution() {
            var scored = Arrays.stream(tens).sum();
            return new Distribution(
                    bands.getOrDefault(HealthStatus.HEALTHY, 0L),
                    bands.getOrDefault(HealthStatus.NEUTRAL, 0L),
                    bands.getOrDefault(HealthStatus.AT_RISK, 0L),
                    none,
                    Arrays.stream(tens).boxed().toList(),
                    scored == 0
                            ? null
                            : BigDecimal.valueOf(hundredths, 2)
                                    .divide(BigDecimal.valueOf(scored), 2, RoundingMode.HALF_EVEN));
        }
    }

    void add(CustomerId customer, Score old, Score other) {
        before.add(old);
        after.add(other);
        if (!Objects.equals(old.score(), other.score())) {
            changed++;
            keep(new Move(customer.toString(), old.score(), other.score()));
        }
        if (old.status() != other.status()) {
            crossings.merge(new Bands(old.status(), other.status()), 1L, Long::sum);
        }
    }

    void add(Tally other) {
        before.add(other.before);
        after.add(other.after);
        changed += other.changed;
        other.moves.forEach(this::keep);
        other.crossings.forEach((bands, count) -> crossings.merge(bands, count, Long::sum));
    }

    PreviewResponse response(long customers, long evaluated) {
        var listed = new ArrayList<>(moves);
        listed.sort(ORDER.reversed());
        return new PreviewResponse(
                customers, evaluated, changed, before.distribution(), after.distribution(), crossed(), listed);
    }

    private List<Crossing> crossed() {
        return crossings.entrySet().stream()
                .map(entry -> new Crossing(
                        text(entry.getKey().from()), text(entry.getKey().to()), entry.getValue()))
                .sorted(Comparator.comparingLong(Crossing::customers)
                        .reversed()
                        .thenComparing(crossing -> crossing.from() + " " + crossing.to()))
                .toList();
    }

    private void keep(Move move) {
        moves.add(move);
        if (moves.size() > MOVES) {
            moves.poll();
        }
    }

    private static int distance(Move move) {
        return Math.abs(
                Objects.requireNonNullElse(move.scoreAfter(), 0) - Objects.requireNonNullElse(move.scoreBefore(), 0));
    }

    private static @Nullable String text(@Nullable HealthStatus status) {
        return status == null ? null : status.text();
    }
}

package com.lealup.health.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a score is not what it was. The contributions sum to exactly {@code after - before} in hundredths of a point; the
 * first score counts from 0, its starting values being contributions of the model.
 *
 * @param cause override if one was set or ended, else the model if it is another one, else behaviour if the customer's
 *     doing moved anything, else what did
 * @param contributions largest first
 */
public record Explanation(Cause cause, List<Contribution> contributions) {

    private static final long HUNDREDTH = Score.POINT / 100;

    private record Key(DimensionName dimension, Signal signal) {}

    private record Move(Key key, Cause cause, long units) {}

    /** Copies the list. */
    public Explanation {
        contributions = List.copyOf(contributions);
    }

    /**
     * Explains a change step by step: what time did to what was known, then another model, then the news. An override
     * is told apart in each of them.
     *
     * @param before the score as last shown, or null for the first one
     * @param aged the score now by the model of {@code before}, had nothing happened since
     * @param untouched the score now by the model of now, had nothing happened since
     * @param after the score now
     */
    public static Explanation of(@Nullable Score before, Score aged, Score untouched, Score after) {
        var moves = new ArrayList<Move>();
        if (before == null) {
            moves.addAll(between(List.of(), untouched.parts(), Cause.MODEL));
        } else {
            moves.addAll(between(before.parts(), aged.parts(), Cause.TIME));
            moves.addAll(between(aged.parts(), untouched.parts(), Cause.MODEL));
        }
        moves.addAll(between(untouched.parts(), after.parts(), Cause.BEHAVIOUR));
        var from = before == null ? 0 : hundredths(before);
        var contributions = round(moves, hundredths(after) - from);
        return new Explanation(cause(before, after, moves), contributions);
    }

    private static Cause cause(@Nullable Score before, Score after, List<Move> moves) {
        if (after.overridden() != (before != null && before.overridden())) {
            return Cause.OVERRIDE;
        }
        if (before != null && before.modelVersion() != after.modelVersion()) {
            return Cause.MODEL;
        }
        for (var cause : List.of(Cause.BEHAVIOUR, Cause.MODEL)) {
            if (moves.stream().anyMatch(move -> move.cause() == cause)) {
                return cause;
            }
        }
        return Cause.TIME;
    }

    private static List<Move> between(List<Part> before, List<Part> after, Cause cause) {
        Map<Key, Long> differences = new LinkedHashMap<>();
        before.forEach(part -> differences.merge(key(part), -part.units(), Long::sum));
        after.forEach(part -> differences.merge(key(part), part.units(), Long::sum));
        return differences.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> new Move(entry.getKey(), cause(entry.getKey(), cause), entry.getValue()))
                .toList();
    }

    private static Cause cause(Key key, Cause step) {
        return key.signal() == Signal.OVERRIDE ? Cause.OVERRIDE : step;
    }

    /** Largest remainders: each is cut down to a hundredth, then those that lost most get one back until it sums. */
    private static List<Contribution> round(List<Move> moves, int target) {
        var byLoss = moves.stream()
                .sorted(Comparator.<Move>comparingLong(move -> Math.floorMod(move.units(), HUNDREDTH))
                        .reversed())
                .toList();
        var missing = target
                - moves.stream()
                        .mapToLong(move -> Math.floorDiv(move.units(), HUNDREDTH))
                        .sum();
        var contributions = new ArrayList<Contribution>();
        for (var move : byLoss) {
            var hundredths = Math.toIntExact(Math.floorDiv(move.units(), HUNDREDTH)) + (missing > 0 ? 1 : 0);
            missing--;
            if (hundredths != 0) {
                contributions.add(
                        new Contribution(move.key().dimension(), move.key().signal(), move.cause(), hundredths));
            }
        }
        contributions.sort(Comparator.comparingInt((Contribution contribution) -> Math.abs(contribution.hundredths()))
                .reversed());
        return contributions;
    }

    private static Key key(Part part) {
        return new Key(part.dimension(), part.signal());
    }

    private static int hundredths(Score score) {
        return Objects.requireNonNullElse(score.hundredths(), 0);
    }
}

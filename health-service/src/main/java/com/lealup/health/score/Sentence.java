package com.lealup.health.score;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A change in words, for people who do not read tables. */
public final class Sentence {

    private static final int NAMED = 3;

    private Sentence() {}

    /** One sentence: what the score did, and its largest contributions. */
    public static String of(@Nullable Score before, Score after, Explanation explanation) {
        return movement(before, after) + reasons(explanation.contributions(), before == null) + ".";
    }

    private static String movement(@Nullable Score before, Score after) {
        var wasOverridden = before != null && before.overridden();
        if (after.score() == null) {
            return (wasOverridden ? "Override ended. " : "") + "No score: no dimension has data";
        }
        if (after.overridden() && !wasOverridden) {
            return "Set by hand to " + banded(after);
        }
        if (before == null || before.score() == null) {
            return "First score " + banded(after);
        }
        return (wasOverridden && !after.overridden() ? "Override ended. " : "")
                + movement(before, after, banded(after));
    }

    private static String movement(Score before, Score after, String banded) {
        var difference = Integer.compare(score(after), score(before));
        if (difference == 0) {
            return "Score still " + banded;
        }
        var verb = difference > 0 ? "Rose from " : "Fell from ";
        var crossed = before.status() != after.status();
        return verb + (crossed ? banded(before) : score(before)) + " to " + (crossed ? banded : score(after));
    }

    private static int score(Score score) {
        return Objects.requireNonNull(score.score());
    }

    private static String banded(Score score) {
        return score.score() + " ("
                + Objects.requireNonNull(score.status()).text().replace('_', ' ') + ")";
    }

    private static String reasons(List<Contribution> contributions, boolean first) {
        if (contributions.isEmpty()) {
            return "";
        }
        // What the model starts everybody with explains nothing about this customer, unless it is all there is.
        var telling = contributions.stream()
                .filter(contribution -> !first || contribution.cause() != Cause.MODEL)
                .toList();
        var listed = telling.isEmpty() ? contributions : telling;
        var more = listed.size() > NAMED ? " and " + (listed.size() - NAMED) + " smaller" : "";
        return listed.stream().limit(NAMED).map(Sentence::reason).collect(Collectors.joining(", ", ": ", more));
    }

    private static String reason(Contribution contribution) {
        var points = BigDecimal.valueOf(contribution.hundredths(), 2);
        var words = words(contribution);
        return words + " " + (points.signum() > 0 ? "+" : "") + points;
    }

    private static String words(Contribution contribution) {
        var signal = contribution.signal();
        if (signal == Signal.PRIOR) {
            return "the starting value of " + contribution.dimension();
        }
        return signal.isFedByChoice() ? contribution.dimension() + ": " + signal.words() : signal.words();
    }
}

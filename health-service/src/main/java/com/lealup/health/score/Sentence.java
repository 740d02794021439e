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
        return movement(before, after) + reasons(explanation.contributions()) + ".";
    }

    private static String movement(@Nullable Score before, Score after) {
        if (after.score() == null) {
            return "No score: no dimension has data";
        }
        if (before == null || before.score() == null) {
            return "First score " + banded(after);
        }
        var difference = after.score() - before.score();
        if (difference == 0) {
            return "Score still " + banded(after);
        }
        var verb = difference > 0 ? "Rose from " : "Fell from ";
        var crossed = before.status() != after.status();
        return verb + (crossed ? banded(before) : before.score()) + " to " + (crossed ? banded(after) : after.score());
    }

    private static String banded(Score score) {
        return score.score() + " ("
                + Objects.requireNonNull(score.status()).text().replace('_', ' ') + ")";
    }

    private static String reasons(List<Contribution> contributions) {
        if (contributions.isEmpty()) {
            return "";
        }
        // What the model starts everybody with explains nothing about this customer, unless it is all there is.
        var telling = contributions.stream()
                .filter(contribution -> contribution.cause() != Cause.MODEL)
                .toList();
        var listed = telling.isEmpty() ? contributions : telling;
        var more = listed.size() > NAMED ? " and " + (listed.size() - NAMED) + " smaller" : "";
        return listed.stream().limit(NAMED).map(Sentence::reason).collect(Collectors.joining(", ", ": ", more));
    }

    private static String reason(Contribution contribution) {
        var points = BigDecimal.valueOf(contribution.hundredths(), 2);
        var words = contribution.signal() == Signal.PRIOR
                ? "the starting value of " + contribution.dimension()
                : contribution.signal().words();
        return words + " " + (points.signum() > 0 ? "+" : "") + points;
    }
}

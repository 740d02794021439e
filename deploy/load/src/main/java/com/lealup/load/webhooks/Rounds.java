package com.lealup.load.webhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A figure and what it is compared with, measured in turns. */
final class Rounds {

    private final List<Round> rounds = new ArrayList<>();

    private record Round(double figure, double reference) {

        double ratio() {
            return figure / reference;
        }
    }

    void add(double figure, double reference) {
        rounds.add(new Round(figure, reference));
    }

    /** The median of what each round says by itself: a slow minute of the machine weighs on both sides of a round. */
    double ratio() {
        return median(Round::ratio);
    }

    double figure() {
        return median(Round::figure);
    }

    double reference() {
        return median(Round::reference);
    }

    private double median(ToDoubleFunction<Round> of) {
        var sorted = rounds.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}

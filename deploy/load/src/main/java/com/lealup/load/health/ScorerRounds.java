package com.lealup.load.health;

import com.lealup.health.score.CustomerAggregates;
import com.lealup.health.score.HealthModel;
import com.lealup.health.score.NextChange;
import com.lealup.health.score.Score;
import com.lealup.health.score.Scorer;
import com.lealup.health.score.UsageAggregates;
import com.lealup.health.score.UsageAggregates.UsageDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One thread scores customers with 1 to 28 active days, 1 to 20 users on each and 1 to 12 features; the reference puts
 * the same inputs through the same curves in bare arithmetic on doubles, without parts, bands or objects.
 */
@State(Scope.Thread)
public class ScorerRounds {

    private static final int CUSTOMERS = 1024;
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    private final List<CustomerAggregates> customers = new ArrayList<>();
    private final List<double[]> days = new ArrayList<>();
    private final List<double[]> users = new ArrayList<>();
    private final List<double[]> features = new ArrayList<>();
    private final double[] idle = new double[CUSTOMERS];
    private int next;

    /** The same customers in every run. */
    @Setup
    public void customers() {
        var random = new Random(20261127);
        for (int i = 0; i < CUSTOMERS; i++) {
            add(random, i);
        }
    }

    private void add(Random random, int index) {
        var usage = new ArrayList<UsageDay>();
        for (int day = 0; day < 28; day++) {
            if (day == 0 || random.nextInt(10) < 6) {
                usage.add(new UsageDay(TODAY.minusDays(day), 1 + random.nextInt(20)));
            }
        }
        var names = new ArrayList<LocalDate>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            names.add(TODAY.minusDays(random.nextInt(28)));
        }
        var last = NOW.minusSeconds(random.nextInt(10 * 86_400));
        customers.add(CustomerAggregates.of(new UsageAggregates(usage, names, last)));
        days.add(usage.stream().mapToDouble(day -> age(day.day())).toArray());
        users.add(usage.stream().mapToDouble(UsageDay::users).toArray());
        features.add(names.stream().mapToDouble(ScorerRounds::age).toArray());
        idle[index] = (NOW.getEpochSecond() - last.getEpochSecond()) / 86_400.0;
    }

    private static double age(LocalDate day) {
        return NOW.getEpochSecond() / 86_400.0 - day.toEpochDay();
    }

    /** The whole score, with its parts. */
    @Benchmark
    public Score score() {
        return Scorer.score(customers.get(turn()), HealthModel.BALANCED, NOW);
    }

    /** When it next looks different: some thirty evaluations of the model. */
    @Benchmark
    public Optional<Instant> nextChange() {
        return NextChange.after(customers.get(turn()), HealthModel.BALANCED, NOW);
    }

    /** The reference. */
    @Benchmark
    public double bareArithmetic() {
        var i = turn();
        var active = 0.0;
        var people = 0.0;
        for (int day = 0; day < days.get(i).length; day++) {
            var weight = fade(days.get(i)[day]);
            active += weight;
            people += weight * users.get(i)[day];
        }
        var names = 0.0;
        for (var age : features.get(i)) {
            names += fade(age);
        }
        var usage = 50
                + line(idle[i], 1, 10, 14, 0)
                + (active <= 1 ? 2 * active : line(active, 1, 2, 20, 16))
                + (people <= 2 ? Math.min(people, 1) : line(people, 2, 1, 100, 12))
                + (names <= 2 ? names * 0.875 : line(names, 2, 1.75, 12, 8))
                - line(idle[i], 2, 0, 30, 50);
        return Math.floor(Math.clamp(usage, 0, 100) * 0.4 + 40 * 0.3 + 50 * 0.2 + 50 * 0.1);
    }

    private int turn() {
        next = (next + 1) & (CUSTOMERS - 1);
        return next;
    }

    private static double fade(double age) {
        return Math.clamp(28 - age, 0, 1);
    }

    private static double line(double x, double x1, double y1, double x2, double y2) {
        return y1 + (Math.clamp(x, x1, x2) - x1) * (y2 - y1) / (x2 - x1);
    }
}

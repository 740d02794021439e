package com.lealup.load.year;

import com.lealup.health.score.HealthModel;
import com.lealup.health.score.HealthStatus;
import com.lealup.health.score.Scorer;
import com.lealup.health.score.SharpDrop;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A year of accounts of every kind in equal parts, scored at the end of each UTC day by the published model. */
final class Year {

    static final int DAYS = 365;

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int WEEK = 7;

    private final Map<Kind, KindYear> kinds = new EnumMap<>(Kind.class);

    private Year() {}

    /**
     * What became of one account.
     *
     * @param scores one a day
     * @param crossings from one band into another
     * @param drops the days of its sharp drops
     */
    record Course(List<Integer> scores, List<Integer> crossings, List<Integer> drops) {}

    /** The accounts of a kind. */
    record KindYear(List<Course> courses) {

        double[] means() {
            var means = new double[DAYS];
            for (int day = 0; day < DAYS; day++) {
                var sum = 0;
                for (var course : courses) {
                    sum += course.scores().get(day);
                }
                means[day] = sum / (double) courses.size();
            }
            return means;
        }

        long crossings() {
            return courses.stream()
                    .mapToLong(course -> course.crossings().size())
                    .sum();
        }

        long drops() {
            return courses.stream().mapToLong(course -> course.drops().size()).sum();
        }

        double crossingsEach() {
            return crossings() / (double) courses.size();
        }
    }

    static Year simulated(int accounts, long seed) {
        var year = new Year();
        var random = new SplittableRandom(seed);
        for (var kind : Kind.values()) {
            var courses = new ArrayList<Course>();
            for (int i = 0; i < accounts / Kind.values().length; i++) {
                courses.add(course(new Account(kind, random.split())));
            }
            year.kinds.put(kind, new KindYear(courses));
        }
        return year;
    }

    KindYear of(Kind kind) {
        var found = kinds.get(kind);
        if (found == null) {
            throw new IllegalStateException("No account is " + kind.text());
        }
        return found;
    }

    private static Course course(Account account) {
        var scores = new int[DAYS];
        var crossings = new ArrayList<Integer>();
        var drops = new ArrayList<Integer>();
        HealthStatus band = null;
        var open = false;
        for (int day = 0; day < DAYS; day++) {
            var date = FIRST.plusDays(day);
            account.live(day, date);
            var end = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            var score = Scorer.score(account.aggregates(), HealthModel.BALANCED, end);
            scores[day] = score.score() == null ? 0 : score.score();
            if (band != null && band != score.status()) {
                crossings.add(day);
            }
            band = score.status();
            switch (SharpDrop.judge(high(scores, day), scores[day], open)) {
                case DROPPED -> {
                    drops.add(day);
                    open = true;
                }
                case RECOVERED -> open = false;
                case UNCHANGED -> {}
            }
        }
        return new Course(Arrays.stream(scores).boxed().toList(), crossings, drops);
    }

    private static int high(int[] scores, int day) {
        var high = scores[day];
        for (int before = Math.max(0, day - WEEK); before < day; before++) {
            high = Math.max(high, scores[before]);
        }
        return high;
    }
}

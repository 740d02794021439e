package com.lealup.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several instances against what one alone would do: a full bucket, and what has flowed in since. */
class SharedLimitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Percentage FIVE = Percentage.withPercentage(5);

    private final Policy starter = Policy.of("requests", Limit.perMinute(600));
    private final Policy events = Policy.of("events", Limit.perMinute(60_000));
    private final UUID subject = UUID.randomUUID();
    private final Cluster cluster = new Cluster(Duration.ofMillis(20));

    private long let;

    @ParameterizedTest
    @CsvSource({"2, 1", "2, 4", "3, 1", "3, 4", "5, 2"})
    void letsAGreedyClientHaveTheLimitAndNoMoreThroughAllInstancesAtOnce(int instances, int perMillisecond) {
        // Given
        var nodes = new Cluster.Node[instances];
        for (int i = 0; i < instances; i++) {
            nodes[i] = cluster.start();
        }
        cluster.run(Duration.ofSeconds(3));
        Runnable greedy = () -> {
            for (var node : nodes) {
                for (int i = 0; i < perMillisecond; i++) {
                    count(node.take(starter, subject, 1));
                }
            }
        };

        // When it begins with a full bucket and drains it at once
        cluster.run(Duration.ofSeconds(3), greedy);

        // Then
        assertThat(let).isCloseTo(600 + 30, FIVE);

        // When it goes on
        let = 0;
        cluster.run(MINUTE, greedy);

        // Then
        assertThat(let).isCloseTo(600, FIVE);
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "5"})
    void letsAGreedyClientHaveTheWholeLimitThroughOneOfSeveralInstances(int instances) {
        var only = cluster.start();
        for (int i = 1; i < instances; i++) {
            cluster.start();
        }
        cluster.run(Duration.ofSeconds(3));

        cluster.run(MINUTE, () -> count(only.take(starter, subject, 1)));

        assertThat(let).isCloseTo(1200, FIVE);
        let = 0;
        cluster.run(MINUTE, () -> count(only.take(starter, subject, 1)));
        assertThat(let).isCloseTo(600, FIVE);
    }

    @Test
    void letsAGreedyClientHaveTheLimitWhileItsLoadWandersFromOneToAnother() {
        var nodes = new Cluster.Node[] {cluster.start(), cluster.start()};
        var time = new int[1];
        Runnable wandering = () -> count(nodes[time[0]++ / 5000 % 2].take(starter, subject, 1));
        cluster.run(MINUTE, wandering);

        let = 0;
        cluster.run(MINUTE, wandering);

        assertThat(let).isCloseTo(600, FIVE);
    }

    @Test
    void refusesNothingToAClientThatKeepsToTheLimit() {
        var nodes = new Cluster.Node[] {cluster.start(), cluster.start()};
        cluster.run(Duration.ofSeconds(3));
        var time = new int[1];

        cluster.run(Duration.ofMinutes(5), () -> {
            if (++time[0] % 100 == 0) {
                assertThat(nodes[time[0] / 100 % 2].take(starter, subject, 1)).isTrue();
            }
        });
    }

    @Test
    void refusesNothingToAClientThatReadsWhatIsLeftBeforeItSends() {
        var nodes = new Cluster.Node[] {cluster.start(), cluster.start()};
        cluster.run(Duration.ofSeconds(3));
        var time = new int[1];

        cluster.run(MINUTE, () -> {
            var node = nodes[time[0]++ % 2];
            if (node.limiter.look(starter, subject).remaining() > 0) {
                assertThat(node.take(starter, subject, 1)).isTrue();
                let++;
            }
        });

        assertThat(let).isCloseTo(1200, FIVE);
    }

    @Test
    void takesBatchesWhole() {
        var nodes = new Cluster.Node[] {cluster.start(), cluster.start()};
        cluster.run(Duration.ofSeconds(3));
        Runnable greedy = () -> {
            for (var node : nodes) {
                if (node.take(events, subject, 1000)) {
                    let += 1000;
                }
            }
        };
        cluster.run(Duration.ofSeconds(10), greedy);

        let = 0;
        cluster.run(MINUTE, greedy);

        assertThat(let).isCloseTo(60_000, FIVE);
    }

    @Test
    void goesOnAloneWhenAnotherInstanceDies() {
        var survivor = cluster.start();
        var dying = cluster.start();
        cluster.run(MINUTE, () -> {
            count(survivor.take(starter, subject, 1));
            count(dying.take(starter, subject, 1));
        });
        dying.kill();

        let = 0;
        cluster.run(MINUTE, () -> count(survivor.take(starter, subject, 1)));

        assertThat(let).isCloseTo(600, FIVE);
        assertThat(survivor.instances()).isEqualTo(1);
    }

    @Test
    void givesAnInstanceThatStartsNoFullBucketOfItsOwn() {
        var old = cluster.start();
        cluster.run(MINUTE, () -> count(old.take(starter, subject, 1)));
        var young = cluster.start();

        let = 0;
        cluster.run(MINUTE, () -> {
            count(old.take(starter, subject, 1));
            count(young.take(starter, subject, 1));
        });

        assertThat(let).isCloseTo(600, FIVE);
        assertThat(young.instances()).isEqualTo(2);
    }

    @Test
    void countsAloneWhileItIsCutOffAndTogetherAgainAfterwards() {
        var one = cluster.start();
        var other = cluster.start();
        Runnable greedy = () -> {
            count(one.take(starter, subject, 1));
            count(other.take(starter, subject, 1));
        };
        cluster.run(MINUTE, greedy);

        // When nobody hears anybody
        one.cutOff(true);
        other.cutOff(true);
        let = 0;
        cluster.run(MINUTE, greedy);

        // Then each goes by the limit for itself
        assertThat(let).isBetween(600L, 1260L);
        assertThat(one.instances()).isZero();

        // When they hear each other again
        one.cutOff(false);
        other.cutOff(false);
        cluster.run(Duration.ofSeconds(5), greedy);
        let = 0;
        cluster.run(MINUTE, greedy);

        // Then
        assertThat(let).isCloseTo(600, FIVE);
        assertThat(one.instances()).isEqualTo(2);
    }

    @Test
    void overshootsByLittleWhenNewsIsLate() {
        var late = new Cluster(Duration.ofMillis(400));
        var nodes = new Cluster.Node[] {late.start(), late.start()};
        late.run(Duration.ofSeconds(5));

        late.run(Duration.ofSeconds(10), () -> {
            for (var node : nodes) {
                count(node.take(starter, subject, 1));
                count(node.take(starter, subject, 1));
            }
        });

        assertThat(let).isCloseTo(700, FIVE);
    }

    @Test
    void bringsAChangeOfPlanToAllInstances() {
        var growth = Policy.of("requests", Limit.perMinute(3000));
        var nodes = new Cluster.Node[] {cluster.start(), cluster.start()};
        cluster.run(MINUTE, () -> {
            for (var node : nodes) {
                count(node.take(starter, subject, 1));
            }
        });

        let = 0;
        cluster.run(Duration.ofSeconds(30), () -> {
            for (var node : nodes) {
                count(node.take(growth, subject, 1));
            }
        });

        // What the larger bucket holds more, and half a minute's flow.
        assertThat(let).isCloseTo(2400 + 1500, FIVE);
    }

    @Test
    void forgetsBucketsThatAreFullAgain() {
        var nodes = new Cluster.Node[] {cluster.start(), cluster.start()};
        cluster.run(Duration.ofSeconds(1));
        for (int i = 0; i < 1000; i++) {
            nodes[i % 2].take(starter, UUID.randomUUID(), 5);
        }
        cluster.run(Duration.ofMillis(500));
        assertThat(nodes[0].limiter.size()).isEqualTo(1000);
        assertThat(nodes[1].limiter.size()).isEqualTo(1000);

        cluster.run(Duration.ofSeconds(20));

        assertThat(nodes[0].limiter.size()).isZero();
        assertThat(nodes[1].limiter.size()).isZero();
    }

    private void count(boolean taken) {
        if (taken) {
            let++;
        }
    }
}

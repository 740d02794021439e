package com.lealup.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {

    private static final Sharing ALONE = new Sharing(0, 0);
    private static final UUID SUBJECT = UUID.randomUUID();

    private final Policy starter = Policy.of("requests", Limit.perMinute(600));
    private final Policy growth = Policy.of("requests", Limit.perMinute(3000));

    /** Bucket4j has done this for years; whatever it decides is right. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void decidesAsBucket4jDoes(long seed) {
        // Given
        var random = new Random(seed);
        var quota = 1 + random.nextLong(5000);
        var limit = new Limit(quota, Duration.ofMillis(1000 + random.nextLong(59_000)), 1 + random.nextLong(quota));
        var policy = Policy.of("requests", limit);
        var time = new long[] {1_000_000};
        var oracle = Bucket.builder()
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return time[0] * 1_000_000;
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return true;
                    }
                })
                .addLimit(with -> with.capacity(limit.burst()).refillGreedy(quota, limit.window()))
                .build();
        var bucket = TokenBucket.full("requests", SUBJECT, limit, time[0]);
        var mean = Math.max(1, limit.window().toMillis() / quota);

        for (int i = 0; i < 20_000; i++) {
            time[0] += random.nextLong(2 * mean + 1);
            var cost = 1 + random.nextLong(Math.min(3, limit.burst()));

            // When
            var charge = bucket.take(policy, cost, time[0], ALONE);

            // Then
            var probe = oracle.tryConsumeAndReturnRemaining(cost);
            assertThat(charge instanceof Charge.Taken).isEqualTo(probe.isConsumed());
            assertThat(charge.standing().remaining()).isEqualTo(probe.getRemainingTokens());
            if (charge instanceof Charge.Refused) {
                assertThat(charge.standing().resetSeconds())
                        .isEqualTo(Math.ceilDiv(Math.ceilDiv(probe.getNanosToWaitForRefill(), 1_000_000L), 1000L));
            }
        }
    }

    @Test
    void tellsWhenToComeBackAndKeepsItsWord() {
        var bucket = TokenBucket.full("requests", SUBJECT, starter.limit(), 0);
        assertThat(bucket.take(starter, 600, 0, ALONE)).isInstanceOf(Charge.Taken.class);

        var refused = bucket.take(starter, 25, 0, ALONE);

        assertThat(refused).isInstanceOf(Charge.Refused.class);
        assertThat(refused.standing()).isEqualTo(new Standing(starter, 0, 3));
        assertThat(bucket.take(starter, 25, 2400, ALONE)).isInstanceOf(Charge.Refused.class);
        assertThat(bucket.take(starter, 25, 3000, ALONE)).isInstanceOf(Charge.Taken.class);
    }

    @Test
    void tellsWhenItIsFullAgainToWhomeverIsLetIn() {
        var bucket = TokenBucket.full("requests", SUBJECT, starter.limit(), 0);

        assertThat(bucket.take(starter, 1, 0, ALONE).standing()).isEqualTo(new Standing(starter, 599, 1));
        assertThat(bucket.take(starter, 99, 0, ALONE).standing()).isEqualTo(new Standing(starter, 500, 10));
        assertThat(bucket.look(starter, 60_000, ALONE)).isEqualTo(new Standing(starter, 600, 0));
    }

    @Test
    void keepsWhatWasTakenWhenThePlanChanges() {
        var bucket = TokenBucket.full("requests", SUBJECT, starter.limit(), 0);
        bucket.take(starter, 600, 0, ALONE);

        assertThat(bucket.take(growth, 1, 0, ALONE).standing().remaining()).isEqualTo(2399);
        // 601 were taken, and a smaller plan begins empty, not in debt.
        assertThat(bucket.look(starter, 0, ALONE).remaining()).isZero();
        assertThat(bucket.take(starter, 1, 100, ALONE)).isInstanceOf(Charge.Taken.class);
    }

    @Test
    void letsABatchThatIsLargerThanTheBucketInWhenItIsFullAndMakesItPay() {
        var small = Policy.of("events", new Limit(100, Duration.ofSeconds(10), 100));
        var bucket = TokenBucket.full("events", SUBJECT, small.limit(), 0);

        assertThat(bucket.take(small, 250, 0, ALONE)).isInstanceOf(Charge.Taken.class);
        var refused = bucket.take(small, 250, 0, ALONE);
        assertThat(refused.standing()).isEqualTo(new Standing(small, 0, 25));
        assertThat(bucket.take(small, 250, 24_999, ALONE)).isInstanceOf(Charge.Refused.class);
        assertThat(bucket.take(small, 250, 25_000, ALONE)).isInstanceOf(Charge.Taken.class);
    }

    @Test
    void owesNoMoreThanItHoldsWhateverOthersTook() {
        var bucket = TokenBucket.full("requests", SUBJECT, starter.limit(), 0);

        bucket.takenByOthers(1_000_000, 0);

        assertThat(bucket.take(starter, 1, 60_000, ALONE)).isInstanceOf(Charge.Refused.class);
        assertThat(bucket.take(starter, 1, 60_100, ALONE)).isInstanceOf(Charge.Taken.class);
    }

    @Test
    void isNotMistakenWhenTheClockIsSetBack() {
        var bucket = TokenBucket.full("requests", SUBJECT, starter.limit(), 1_000_000);
        bucket.take(starter, 600, 1_000_000, ALONE);

        assertThat(bucket.take(starter, 1, 400_000, ALONE)).isInstanceOf(Charge.Refused.class);
        assertThat(bucket.take(starter, 1, 1_000_100, ALONE)).isInstanceOf(Charge.Taken.class);
    }

    @Test
    void putsBackWhatWasNotUsed() {
        var bucket = TokenBucket.full("requests", SUBJECT, starter.limit(), 0);
        bucket.take(starter, 600, 0, ALONE);

        bucket.giveBack(10, 0);

        assertThat(bucket.take(starter, 10, 0, ALONE)).isInstanceOf(Charge.Taken.class);
        assertThat(bucket.report(0).tokens()).isEqualTo(600);
    }

    @Test
    void leavesAsMuchToOthersAsItTookUntilItHearsOfThem() {
        var bucket = TokenBucket.full("requests", SUBJECT, starter.limit(), 0);
        var oneOther = new Sharing(1, 7);

        int taken = 0;
        while (bucket.take(starter, 1, 0, oneOther) instanceof Charge.Taken) {
            taken++;
        }

        assertThat(taken).isEqualTo(300);
        // Two rounds later the other one must have said what it took, which was nothing.
        assertThat(bucket.take(starter, 150, 0, new Sharing(1, 9))).isInstanceOf(Charge.Taken.class);
        assertThat(bucket.take(starter, 1, 0, new Sharing(1, 9))).isInstanceOf(Charge.Refused.class);
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> Limit.perMinute(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limit(10, Duration.ofMillis(999), 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limit(10, Duration.ofMinutes(2), 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limit(10, Duration.ofMinutes(1), 11));
        assertThatIllegalArgumentException().isThrownBy(() -> Policy.of("say \"hi\"", Limit.perMinute(1)));
    }
}

package com.lealup.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.local.part.Part;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.parts.PlatformParts;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.LimitReport;
import com.lealup.schemas.v1.LimitTaken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Instances that share a limit through a real Kafka. */
@SpringBootTest(classes = PlatformParts.App.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class LimitExchangeIT {

    private static final Percentage FIVE = Percentage.withPercentage(5);
    private static final LimitTopic<LimitReport> TOPIC = new LimitTopic<>(
            Topics.EVENT_LIMITS.name(), LimitReport.class, LimitExchangeIT::write, LimitExchangeIT::read);

    private final InstantSource clock = InstantSource.system();
    private final Policy policy = Policy.of("events", Limit.perMinute(6000));
    private final UUID subject = UUID.randomUUID();
    private final AtomicLong let = new AtomicLong();
    private final List<Instance> instances = new ArrayList<>();

    @Autowired
    private AvroCodec codec;

    @Autowired
    private KafkaProperties kafka;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        PlatformParts.register(registry, "limits");
    }

    private final class Instance {

        private final RateLimiter limiter = RateLimiter.shared(clock);
        private final Reporting reporting = new Reporting(limiter, clock);
        private final LimitExchange<LimitReport> exchange = new LimitExchange<>(
                TOPIC, reporting, codec, kafka.buildProducerProperties(), kafka.buildConsumerProperties(), clock);

        private void greedily(Duration time) {
            long end = clock.millis() + time.toMillis();
            while (clock.millis() < end) {
                if (limiter.charge(policy, subject, 1) instanceof Charge.Taken) {
                    let.incrementAndGet();
                }
                Thread.onSpinWait();
            }
        }

        private long remaining() {
            return limiter.look(policy, subject).remaining();
        }
    }

    @AfterEach
    void stop() {
        TestParts.shared().mend();
        instances.forEach(instance -> instance.exchange.stop());
    }

    @Test
    void drainsOneBucketThroughTwoInstances() {
        // Given
        var one = start();
        var other = start();
        awaitSharing(one, other, 2);
        long began = clock.millis();

        // When
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> one.greedily(Duration.ofSeconds(4))),
                        CompletableFuture.runAsync(() -> other.greedily(Duration.ofSeconds(4))))
                .join();

        // Then
        assertThat(let.get()).isCloseTo(6000 + (clock.millis() - began) / 10, FIVE);
    }

    @Test
    void drainsItWholeThroughOneOfTwo() {
        var one = start();
        var other = start();
        awaitSharing(one, other, 2);
        long began = clock.millis();

        one.greedily(Duration.ofSeconds(4));

        assertThat(let.get()).isCloseTo(6000 + (clock.millis() - began) / 10, FIVE);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(other.remaining()).isLessThan(5000));
    }

    @Test
    void tellsWhatWasTakenToWhoStartsLater() {
        var one = start();
        await().atMost(Duration.ofSeconds(60)).until(() -> one.reporting.instances() == 1);
        one.greedily(Duration.ofSeconds(1));
        one.exchange.stop();

        var other = start();

        assertThat(other.remaining()).isLessThan(5500);
    }

    @Test
    void countsAloneWhileKafkaIsAway() {
        var one = start();
        var other = start();
        awaitSharing(one, other, 2);

        TestParts.shared().kill(Part.KAFKA);

        await().atMost(Duration.ofSeconds(60)).until(() -> one.reporting.instances() == 0);
        one.greedily(Duration.ofSeconds(1));
        assertThat(let.get()).isBetween(5900L, 6400L);
        assertThat(other.remaining()).isEqualTo(6000);

        TestParts.shared().mend();
        awaitSharing(one, other, 2);
    }

    private static void awaitSharing(Instance one, Instance other, int instances) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> one.reporting.instances() >= instances && other.reporting.instances() >= instances);
        // Instances of an earlier test are forgotten.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> one.reporting.instances() == instances && other.reporting.instances() == instances);
    }

    private Instance start() {
        var instance = new Instance();
        instances.add(instance);
        instance.exchange.start();
        return instance;
    }

    private static LimitReport write(UsageReport report) {
        return LimitReport.newBuilder()
                .setInstance(report.instance())
                .setTaken(report.taken().stream()
                        .map(taken -> new LimitTaken(
                                taken.policy(),
                                taken.subject(),
                                taken.limit().quota(),
                                taken.limit().window().toMillis(),
                                taken.limit().burst(),
                                taken.tokens(),
                                taken.level()))
                        .toList())
                .build();
    }

    private static UsageReport read(LimitReport report) {
        return new UsageReport(
                report.getInstance(),
                report.getTaken().stream()
                        .map(taken -> new UsageReport.Taken(
                                taken.getPolicy(),
                                taken.getSubject(),
                                new Limit(
                                        taken.getQuota(), Duration.ofMillis(taken.getWindowMillis()), taken.getBurst()),
                                taken.getTaken(),
                                taken.getLevel()))
                        .toList());
    }
}

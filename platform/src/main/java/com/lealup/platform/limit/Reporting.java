package com.lealup.platform.limit;

import com.lealup.platform.id.Ulids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When an instance reports, and what it makes of reports: ten times a second while anybody takes anything and others
 * are there, else once a second. An instance that does not even hear itself knows that it is cut off, and says so.
 */
final class Reporting {

    private static final Logger log = LoggerFactory.getLogger(Reporting.class);

    /** How often {@link #due} is to be asked. */
    static final Duration TICK = Duration.ofMillis(100);

    private static final long IDLE_MILLIS = 1000;
    private static final long AWAKE_MILLIS = 2000;
    private static final long FORGET_EVERY_MILLIS = 10_000;

    /** About 100 bytes each: below the largest batch of the topic. */
    private static final int MOST_PER_REPORT = 5000;

    private final String instance = Ulids.format(Ulids.next());
    private final RateLimiter limiter;
    private final InstantSource clock;

    private long reportedAt;
    private long busyAt;
    private long forgotAt;
    private volatile long heardSelfAt;
    private volatile boolean cutOff;

    Reporting(RateLimiter limiter, InstantSource clock) {
        this.limiter = limiter;
        this.clock = clock;
        this.heardSelfAt = clock.millis();
    }

    /** The report to send now, if one is due. What it says is not said again, whether it arrives or not. */
    synchronized Optional<UsageReport> due() {
        var now = clock.millis();
        limiter.neighbours().update(now);
        checkSelf(now);
        if (now - forgotAt >= FORGET_EVERY_MILLIS) {
            forgotAt = now;
            limiter.forgetIdle();
        }
        var shared = others() > 0;
        var busy = shared && (limiter.hasNews() || now - busyAt < AWAKE_MILLIS);
        if (!busy && now - reportedAt < IDLE_MILLIS) {
            return Optional.empty();
        }
        return Optional.of(report(now));
    }

    /** Everything that is left to say, for an instance that stops. */
    synchronized UsageReport last() {
        return report(clock.millis());
    }

    private UsageReport report(long now) {
        var news = limiter.news(MOST_PER_REPORT);
        reportedAt = now;
        if (!news.isEmpty()) {
            busyAt = now;
        }
        return new UsageReport(instance, news);
    }

    /** A report that has just been made, by whomever. */
    synchronized void hear(UsageReport report) {
        if (report.instance().equals(instance)) {
            heardSelfAt = clock.millis();
            return;
        }
        if (!report.taken().isEmpty()) {
            busyAt = clock.millis();
        }
        limiter.hear(report);
    }

    /** A report made before this instance started; to be told in their order. */
    void recall(UsageReport report, long at) {
        limiter.recall(report, at);
    }

    private void checkSelf(long now) {
        var silent = now - heardSelfAt > Neighbours.SILENT_FOR.toMillis();
        if (silent && !cutOff) {
            log.atWarn().log("Limits are not shared: this instance counts alone until Kafka answers again");
        } else if (!silent && cutOff) {
            log.atInfo().addKeyValue("others", others()).log("Limits are shared again");
        }
        cutOff = silent;
    }

    int others() {
        return limiter.neighbours().sharing().others();
    }

    /** Instances that share the limits, this one included; 0 when it is cut off from Kafka. */
    int instances() {
        return cutOff ? 0 : others() + 1;
    }
}

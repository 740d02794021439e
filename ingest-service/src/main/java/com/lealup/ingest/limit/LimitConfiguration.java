package com.lealup.ingest.limit;

import com.lealup.platform.limit.Limit;
import com.lealup.platform.limit.LimitTopic;
import com.lealup.platform.limit.RateLimitFields;
import com.lealup.platform.limit.UsageReport;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.LimitReport;
import com.lealup.schemas.v1.LimitTaken;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where instances tell each other how many events they took. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventLimitProperties.class)
class LimitConfiguration {

    @Bean
    LimitTopic<LimitReport> eventLimitTopic() {
        return new LimitTopic<>(
                Topics.EVENT_LIMITS.name(), LimitReport.class, LimitConfiguration::write, LimitConfiguration::read);
    }

    @Bean
    RateLimitFields rateLimitFields(InstantSource clock) {
        return new RateLimitFields(clock);
    }

    private static LimitReport write(UsageReport report) {
        return LimitReport.newBuilder()
                .setInstance(report.instance())
                .setTaken(report.taken().stream()
                        .map(taken -> LimitTaken.newBuilder()
                                .setPolicy(taken.policy())
                                .setSubject(taken.subject())
                                .setQuota(taken.limit().quota())
                                .setWindowMillis(taken.limit().window().toMillis())
                                .setBurst(taken.limit().burst())
                                .setTaken(taken.tokens())
                                .setLevel(taken.level())
                                .build())
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

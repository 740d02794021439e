package com.lealup.gateway.limit;

import com.lealup.gateway.edge.ClientAddresses;
import com.lealup.gateway.edge.InternalConnector;
import com.lealup.platform.limit.Limit;
import com.lealup.platform.limit.LimitTopic;
import com.lealup.platform.limit.RateLimitFields;
import com.lealup.platform.limit.UsageReport;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.LimitReport;
import com.lealup.schemas.v1.LimitTaken;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Where gateways tell each other what they let in, and where addresses are looked at: behind the door. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    @Bean
    LimitTopic<LimitReport> requestLimits() {
        return new LimitTopic<>(
                Topics.REQUEST_LIMITS.name(), LimitReport.class, LimitConfiguration::write, LimitConfiguration::read);
    }

    @Bean
    RateLimitFields rateLimitFields(InstantSource clock) {
        return new RateLimitFields(clock);
    }

    @Bean
    FilterRegistrationBean<AddressFilter> addressFilter(
            AddressLimits limits, ClientAddresses addresses, InternalConnector internal, RateLimitFields fields) {
        var registration = new FilterRegistrationBean<>(new AddressFilter(limits, addresses, internal, fields));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 12);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
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

package com.lealup.webhook.delivery;

import com.lealup.webhook.egress.Egress;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliverySettings.class)
@EnableScheduling
class DeliveryConfiguration {

    @Bean
    HttpSender httpSender(Egress egress, DeliverySettings settings, InstantSource clock) {
        return new HttpSender(egress, settings, clock);
    }

    @Bean
    Dispatcher dispatcher(
            DeliveryQueue queue,
            HttpSender sender,
            AttemptLog log,
            EndpointMeters meters,
            DeliverySettings settings,
            InstantSource clock) {
        return new Dispatcher(queue, sender, new AttemptJournal(log), meters, settings, clock);
    }
}

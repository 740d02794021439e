package com.lealup.customer.erasure;

import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Cleanup;
import com.lealup.schemas.Topic;
import com.lealup.schemas.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The topics of erasures, the clock of the purge, and how long copies stay that were made before. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ErasureConfiguration {

    /** The platform's retention of answers, which ingest-service keeps with external ids in them. */
    private static final Duration ANSWERS = Duration.ofHours(25);

    /** What a deployment promises of its backups; see the module's README. */
    private static final Duration BACKUPS = Duration.ofDays(30);

    private static final Duration DEAD_LETTERS = Duration.ofDays(30);

    @Bean
    WarmedTopic erasuresTopic() {
        return new WarmedTopic(Topics.ERASURES.name(), Topics.ERASURES.valueType());
    }

    @Bean
    WarmedTopic erasureAcksTopic() {
        return new WarmedTopic(Topics.ERASURE_ACKS.name(), Topics.ERASURE_ACKS.valueType());
    }

    @Bean
    TimeBoundCopies timeBoundCopies() {
        var kept = new LinkedHashMap<String, Duration>();
        for (Topic<?> topic : List.of(
                Topics.CUSTOMERS,
                Topics.CUSTOMER_CHANGES,
                Topics.CUSTOMER_ACTS,
                Topics.USAGE_EVENTS,
                Topics.USAGE_EVENTS_BACKFILL,
                Topics.HEALTH_SCORES,
                Topics.HEALTH_CHANGES)) {
            kept.put(
                    topic.name(),
                    switch (topic.cleanup()) {
                        case Cleanup.Compact(var within, var _) -> within;
                        case Cleanup.Delete(var after) -> after;
                    });
        }
        kept.put("dead_letters", DEAD_LETTERS);
        kept.put("idempotency_records", ANSWERS);
        kept.put("backups", BACKUPS);
        return new TimeBoundCopies(kept);
    }
}

package com.lealup.platform.idempotency;

import com.lealup.platform.database.Worker;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Idempotency for every service that has a database. */
@AutoConfiguration(afterName = "com.lealup.platform.database.DatabaseAutoConfiguration")
@ConditionalOnProperty("lealup.database.schema")
@EnableConfigurationProperties(IdempotencyProperties.class)
class IdempotencyAutoConfiguration {

    @Bean
    Idempotency idempotency(
            TransactionTemplate transactions, JdbcClient jdbc, IdempotencyProperties properties, JsonMapper json) {
        return new TransactionalIdempotency(
                transactions,
                new IdempotencyRecords(jdbc),
                new AnswerCipher(properties.keys()),
                new BodyMacs(properties.keys()),
                json);
    }

    @Bean
    ForgetOldAnswers forgetOldAnswers(@Worker JdbcClient jdbc, IdempotencyProperties properties) {
        return new ForgetOldAnswers(jdbc, properties.retention());
    }
}

package com.lealup.ingest.customer;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(CustomerServiceProperties.class)
class CustomerConfiguration {

    @Bean
    CustomerTable customerTable() {
        return new CustomerTable();
    }
}

package com.lealup.gateway.operator;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the operator's token before everything below {@code /operator/}. */
@Configuration(proxyBeanMethods = false)
class OperatorPort {

    @Bean
    FilterRegistrationBean<OperatorFilter> operatorFilter(OperatorProperties properties) {
        var registration = new FilterRegistrationBean<>(new OperatorFilter(properties));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 14);
        registration.addUrlPatterns("/operator/*");
        return registration;
    }
}

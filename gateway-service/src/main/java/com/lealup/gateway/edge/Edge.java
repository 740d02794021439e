package com.lealup.gateway.edge;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the door behind the platform's correlation and problem filters, before anything reads the request. */
@Configuration(proxyBeanMethods = false)
class Edge {

    @Bean
    FilterRegistrationBean<DoorFilter> doorFilter(InternalConnector internal) {
        var registration = new FilterRegistrationBean<>(new DoorFilter(internal));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 11);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }
}

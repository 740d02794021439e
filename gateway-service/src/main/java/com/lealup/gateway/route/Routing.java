package com.lealup.gateway.route;

import com.lealup.platform.identity.CallerSource;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the proxy behind the door and the sessions, and before everything that inflates, parses or binds. */
@Configuration(proxyBeanMethods = false)
class Routing {

    @Bean
    FilterRegistrationBean<ProxyFilter> proxyFilter(RouteTable routes, CallerSource callers, Proxy proxy) {
        var registration = new FilterRegistrationBean<>(new ProxyFilter(routes, callers, proxy));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 14);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }
}

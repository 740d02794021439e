package com.lealup.platform.http;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Bounds bodies, and refuses queries and formats nobody reads. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(HttpProperties.class)
class HttpAutoConfiguration {

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(HttpProperties properties) {
        var registration = new FilterRegistrationBean<>(new BodyFilter(properties));
        // Behind the caller's identity: nobody inflates anything for a stranger.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 30);
        return registration;
    }

    @Configuration(proxyBeanMethods = false)
    static class Mvc implements WebMvcConfigurer {

        @Override
        public void addFormatters(FormatterRegistry registry) {
            registry.addConverterFactory(new LowerCaseEnums());
        }

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new NegotiationInterceptor()).order(Ordered.HIGHEST_PRECEDENCE + 10);
            registry.addInterceptor(new QueryInterceptor()).order(Ordered.HIGHEST_PRECEDENCE + 20);
        }
    }
}

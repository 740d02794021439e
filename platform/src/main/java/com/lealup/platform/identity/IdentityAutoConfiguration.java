package com.lealup.platform.identity;

import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Makes a service refuse whatever the gateway did not sign. */
@AutoConfiguration(afterName = "com.lealup.platform.environment.EnvironmentAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(IdentityProperties.class)
class IdentityAutoConfiguration {

    @Bean
    TokenVerifier tokenVerifier(IdentityProperties properties, InstantSource time) {
        return new TokenVerifier(properties.verificationKeys(), time);
    }

    @Bean
    @ConditionalOnProperty("lealup.identity.signing-key")
    TokenSigner tokenSigner(IdentityProperties properties, InstantSource time) {
        return new TokenSigner(properties.requiredSigningKey(), time);
    }

    @Bean
    HandlerMarks handlerMarks(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
        return new HandlerMarks(mapping::getObject);
    }

    @Bean
    FilterRegistrationBean<IdentityFilter> identityFilter(
            CallerSource callers,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
        var registration =
                new FilterRegistrationBean<>(new IdentityFilter(callers, new OpenHandlers(mapping::getObject)));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }

    /** For every service but the gateway. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(CallerSource.class)
    static class SignedCallers {

        @Bean
        CallerSource callerSource(IdentityProperties properties, TokenVerifier verifier, Environment environment) {
            properties.requireVerificationKeys();
            return new SignedCallerSource(verifier, environment.getRequiredProperty("spring.application.name"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Mvc implements WebMvcConfigurer {

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new AccessInterceptor()).order(Ordered.HIGHEST_PRECEDENCE);
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new CallerArgumentResolver());
        }
    }
}

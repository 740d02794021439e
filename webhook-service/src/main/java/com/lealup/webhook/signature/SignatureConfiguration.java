package com.lealup.webhook.signature;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretSettings.class)
class SignatureConfiguration {

    @Bean
    SecretVault secretVault(SecretSettings settings) {
        return new SecretVault(settings.keys());
    }
}

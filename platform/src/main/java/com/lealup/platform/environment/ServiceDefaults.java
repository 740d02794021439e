package com.lealup.platform.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * What every service is set to unless it or the deployment says otherwise: {@code lealup-defaults.yml}, the last of all
 * property sources.
 */
final class ServiceDefaults implements EnvironmentPostProcessor {

    private static final String FILE = "lealup-defaults.yml";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            new YamlPropertySourceLoader()
                    .load("lealup-defaults", new ClassPathResource(FILE))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is on the class path of every service", e);
        }
    }
}

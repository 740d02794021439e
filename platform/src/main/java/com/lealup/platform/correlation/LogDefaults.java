package com.lealup.platform.correlation;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes every log line show the request it belongs to and its key-values, which Spring Boot's own pattern leaves out.
 * The last of all property sources, so that a deployment can say otherwise
 * ({@code logging.structured.format.console=ecs}).
 */
final class LogDefaults implements EnvironmentPostProcessor {

    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p %-36.36logger{35} [%X{request_id:-}] %m %kvp%n%ex";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "lealupLogDefaults",
                        Map.of(
                                "logging.pattern.console",
                                PATTERN,
                                // It warns of every odd path a stranger tries.
                                "logging.level.org.springframework.web.servlet.resource.ResourceHandlerUtils",
                                "error")));
    }
}

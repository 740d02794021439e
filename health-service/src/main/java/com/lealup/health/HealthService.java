package com.lealup.health;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the health service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class HealthService {

    /** Needs the environment variables that README.md lists. */
    public static void main(String[] arguments) {
        SpringApplication.run(HealthService.class, arguments);
    }
}

package com.lealup.health;

import com.lealup.platform.environment.ServiceApplication;
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
        ServiceApplication.run(HealthService.class, arguments);
    }
}

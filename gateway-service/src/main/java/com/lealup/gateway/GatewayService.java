package com.lealup.gateway;

import com.lealup.platform.environment.ServiceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayService {

    static void main(String[] args) {
        ServiceApplication.run(GatewayService.class, args);
    }
}

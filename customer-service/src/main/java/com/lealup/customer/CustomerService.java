package com.lealup.customer;

import com.lealup.platform.environment.ServiceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The system of record for customers: see this module's README. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CustomerService {

    static void main(String[] arguments) {
        ServiceApplication.run(CustomerService.class, arguments);
    }
}

package com.lealup.webhook;

import com.lealup.platform.environment.ServiceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class WebhookService {

    public static void main(String[] args) {
        ServiceApplication.run(WebhookService.class, args);
    }
}

package com.lealup.ingest;

import com.lealup.platform.environment.ServiceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Takes usage events over HTTP and stores them in Kafka. */
@SpringBootApplication
public class IngestService {

    public static void main(String[] args) {
        ServiceApplication.run(IngestService.class, args);
    }
}

package com.lealup.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Takes usage events over HTTP and stores them in Kafka. */
@SpringBootApplication
public class IngestService {

    public static void main(String[] args) {
        SpringApplication.run(IngestService.class, args);
    }
}

package com.lealup.platform.probe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** Starts the probe on a free port, once for all tests that ask it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = ProbeService.class,
        properties = {
            "server.address=127.0.0.1",
            "spring.application.name=" + Probe.SERVICE,
            "spring.threads.virtual.enabled=true",
            "lealup.environment=test",
            "lealup.http.max-body-size=64KB"
        })
@ContextConfiguration(initializers = TrustTestIdentity.class)
public @interface WithProbe {}

package com.lealup.counterexample.wiring;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("counterexample")
public record PublicProperties(String value) {}

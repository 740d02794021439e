package com.lealup.counterexample.wiring;

import org.springframework.context.annotation.Configuration;

@Configuration
public class PublicBeans {}

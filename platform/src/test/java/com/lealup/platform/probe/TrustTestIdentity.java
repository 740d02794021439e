package com.lealup.platform.probe;

import com.lealup.platform.testing.TestIdentity;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

class TrustTestIdentity implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(TestIdentity.properties()).applyTo(context);
    }
}

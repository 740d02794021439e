package com.lealup.gateway.testing;

import com.lealup.gateway.workspace.HashCost;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** These tests make hundreds of people: at full cost their passwords took two fifths of the processor's time. */
@TestConfiguration(proxyBeanMethods = false)
public class QuickHashes {

    @Bean
    HashCost quick() {
        return new HashCost(1024, 1);
    }
}

package com.lealup.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.platform.testing.ApiDescription;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Holds the module's part of the API's description against what runs. */
class DescriptionIT extends GatewayTestBase {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    private final ApiDescription description = ApiDescription.ofModule("gateway-service");

    @Test
    void describesWhatTheHandlersDoAndNothingElse() {
        // As people type the console's address; it is described without the slash.
        assertThat(description.differencesFrom(handlers))
                .filteredOn(difference -> !difference.equals("GET /app/ is not described"))
                .isEmpty();
    }

    @Test
    void showsExamplesThatItsSchemasAllow() {
        assertThat(description.wrongExamples()).isEmpty();
    }
}

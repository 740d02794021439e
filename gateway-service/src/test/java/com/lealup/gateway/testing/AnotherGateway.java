package com.lealup.gateway.testing;

import com.lealup.gateway.GatewayService;
import com.lealup.gateway.edge.InternalConnector;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A second instance beside the one that all tests share. */
public final class AnotherGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private AnotherGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts one with the settings of these tests, and others on top. */
    public static AnotherGateway start(Map<String, String> others) {
        var properties = new HashMap<>(GatewayTestBase.properties());
        properties.put("server.port", "0");
        properties.putAll(others);
        return new AnotherGateway(new SpringApplicationBuilder(GatewayService.class, QuickHashes.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
    }

    /** Its public port. */
    public int port() {
        return context.getEnvironment().getProperty("local.server.port", Integer.class);
    }

    /** Its internal port. */
    public int internalPort() {
        return context.getBean(InternalConnector.class).port();
    }

    @Override
    public void close() {
        context.close();
    }
}

package com.lealup.local.part;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every port of a running LealUp, counted from one.
 *
 * @param base the gateway's; the others are the eighteen after it
 */
public record Ports(int base) {

    private static final int GATEWAY_INTERNAL = 5;
    private static final int REGISTRY_MANAGEMENT = 6;
    private static final int ORDERS = 7;
    private static final int KAFKA_CONTROLLER = 17;
    private static final int LAST = 18;

    public Ports {
        if (base < 1024 || base + LAST > 65535) {
            throw new IllegalArgumentException("the port should be from 1024 to " + (65535 - LAST) + ", not " + base);
        }
    }

    /** Where a part is spoken to. */
    public int of(Part part) {
        return base + part.offset();
    }

    /** Where a service answers probes and shows its metrics. */
    public int management(Part service) {
        return base + service.managementOffset();
    }

    /** Where the gateway answers the other services and the operator. */
    public int gatewayInternal() {
        return base + GATEWAY_INTERNAL;
    }

    /** Where the registry shows its own health and metrics. */
    public int registryManagement() {
        return base + REGISTRY_MANAGEMENT;
    }

    /** Where the supervisor takes orders. */
    public int orders() {
        return base + ORDERS;
    }

    /** Where Kafka's controller listens. */
    public int kafkaController() {
        return base + KAFKA_CONTROLLER;
    }

    /** The highest port in use. */
    public int last() {
        return base + LAST;
    }

    /** Every port and whose it is. */
    public Map<Integer, String> owners() {
        Map<Integer, String> owners = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            owners.put(of(part), part.title());
        }
        for (Part service : Part.services()) {
            owners.put(management(service), service.title() + "'s management");
        }
        owners.put(gatewayInternal(), "gateway-service's internal side");
        owners.put(registryManagement(), "registry's management");
        owners.put(orders(), "the supervisor");
        owners.put(kafkaController(), "kafka's controller");
        return owners;
    }
}

package com.lealup.platform.environment;

import org.springframework.boot.SpringApplication;

/** Starts a service behind the gateway: what has to be settled before anything of it runs. */
public final class ServiceApplication {

    /** Read once by the JVM, when it makes its first virtual thread. */
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    /**
     * Virtual threads keep the processor until they wait. With a carrier for each core, as many heavy requests as there
     * are cores silence a service; the operating system shares the cores among more.
     */
    private static final int FEWEST_CARRIERS = 16;

    private ServiceApplication() {}

    /**
     * Runs the service whose configuration the class is. The number of carriers that the JVM was started with, if any,
     * is left as it is.
     */
    public static void run(Class<?> service, String[] arguments) {
        int cores = Runtime.getRuntime().availableProcessors();
        System.getProperties().putIfAbsent(CARRIERS, String.valueOf(Math.max(FEWEST_CARRIERS, cores)));
        SpringApplication.run(service, arguments);
    }
}

package com.lealup.local.server;

import com.lealup.local.part.Part;
import com.lealup.local.process.Launch;
import com.lealup.local.process.Programs;
import com.lealup.local.process.Signal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Apicurio Registry, which keeps its schemas in our PostgreSQL. */
public final class Registry implements Server {

    private final Path home;
    private final Path folder;
    private final Path log;
    private final int port;
    private final int managementPort;
    private final String databaseUrl;
    private final String password;
    private final List<String> jvmOptions;

    /**
     * @param parts where the build put it
     * @param folder where it runs
     * @param log where its output goes
     * @param port on 127.0.0.1
     * @param databaseUrl its own database
     * @param managementPort where it shows health and metrics of its own; 0 for any free one
     * @param password of the role {@code registry}
     * @param jvmOptions options of the JVM besides the usual
     */
    public Registry(
            Path parts,
            Path folder,
            Path log,
            int port,
            int managementPort,
            String databaseUrl,
            String password,
            List<String> jvmOptions) {
        this.home = parts.resolve("registry");
        this.folder = folder.toAbsolutePath();
        this.log = log;
        this.port = port;
        this.managementPort = managementPort;
        this.databaseUrl = databaseUrl;
        this.password = password;
        this.jvmOptions = List.copyOf(jvmOptions);
    }

    @Override
    public Part part() {
        return Part.REGISTRY;
    }

    @Override
    public int port() {
        return port;
    }

    /** Its API. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/apis/registry/v3");
    }

    @Override
    public void prepare() {}

    @Override
    public Launch launch() {
        List<String> command = new ArrayList<>(List.of(
                Programs.java(),
                "-Xms64m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", home.resolve("quarkus-run.jar").toString()));
        Map<String, String> environment = Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort)),
                Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
                Map.entry("QUARKUS_LOG_CATEGORY__IO_APICURIO__LEVEL", "WARN"),
                Map.entry("APICURIO_STORAGE_KIND", "sql"),
                Map.entry("APICURIO_STORAGE_SQL_KIND", "postgresql"),
                Map.entry("APICURIO_DATASOURCE_URL", databaseUrl),
                Map.entry("APICURIO_DATASOURCE_USERNAME", "registry"),
                Map.entry("APICURIO_DATASOURCE_PASSWORD", password),
                Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10"),
                // Postgres was restarted: its dead connections are noticed before a request is lost to each of them.
                Map.entry("QUARKUS_DATASOURCE_POSTGRESQL_JDBC_VALIDATE_ON_BORROW", "true"));
        return new Launch(command, environment, folder, log, Signal.TERM);
    }

    @Override
    public boolean ready() {
        return Probe.answers(URI.create(url() + "/system/info"));
    }
}

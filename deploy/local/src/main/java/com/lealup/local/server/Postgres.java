package com.lealup.local.server;

import com.lealup.local.part.Part;
import com.lealup.local.process.Launch;
import com.lealup.local.process.Signal;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** PostgreSQL, one cluster of our own. */
public final class Postgres implements Server {

    private static final String SUPERUSER = "postgres";

    private final Path programs;
    private final Path folder;
    private final Path cluster;
    private final Path log;
    private final int port;
    private final String password;
    private final boolean lasting;
    private final PostgresUser user = PostgresUser.here();

    /**
     * @param parts where the build put the programs
     * @param folder where its cluster is kept
     * @param log where its output goes
     * @param port on 127.0.0.1
     * @param password the superuser's
     * @param lasting whether what is committed has to survive the machine, not only the process
     */
    public Postgres(Path parts, Path folder, Path log, int port, String password, boolean lasting) {
        this.programs = PostgresBinaries.in(parts);
        this.folder = folder.toAbsolutePath();
        this.cluster = this.folder.resolve("data");
        this.log = log;
        this.port = port;
        this.password = password;
        this.lasting = lasting;
    }

    @Override
    public Part part() {
        return Part.POSTGRES;
    }

    @Override
    public int port() {
        return port;
    }

    /** Where a database of it is found. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection that may do everything. */
    public Connection superuser(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "2");
        properties.setProperty("ApplicationName", "lealup");
        return DriverManager.getConnection(url(database), properties);
    }

    @Override
    public void prepare() {
        try {
            if (Files.exists(cluster.resolve("PG_VERSION"))) {
                PostgresLeftovers.clear(cluster, Duration.ofSeconds(10));
            } else {
                initialise();
            }
        } catch (IOException e) {
            throw new Trouble("Cannot make PostgreSQL's cluster in " + folder + ": " + e.getMessage(), e);
        }
    }

    private void initialise() throws IOException {
        Files.createDirectories(cluster);
        Files.setPosixFilePermissions(cluster, PosixFilePermissions.fromString("rwx------"));
        Path secret = Files.createTempFile(folder, "password", "");
        try {
            Files.writeString(secret, password);
            user.own(cluster);
            user.own(secret);
            List<String> command = new ArrayList<>(List.of(
                    programs.resolve("bin/initdb").toString(),
                    "--pgdata=" + cluster,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + secret,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            if (!lasting) {
                command.add("--no-sync");
            }
            Tool.run("PostgreSQL's initdb", user.command(command), folder, log);
        } finally {
            Files.deleteIfExists(secret);
        }
    }

    @Override
    public Launch launch() {
        List<String> command =
                new ArrayList<>(List.of(programs.resolve("bin/postgres").toString(), "-D", cluster.toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Launch(user.command(command), Map.of(), folder, log, Signal.INT);
    }

    private Map<String, String> settings() {
        String safely = lasting ? "on" : "off";
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "150"),
                Map.entry("shared_buffers", "320MB"),
                Map.entry("work_mem", "8MB"),
                Map.entry("maintenance_work_mem", "64MB"),
                Map.entry("fsync", safely),
                Map.entry("full_page_writes", safely),
                Map.entry("synchronous_commit", "on"),
                Map.entry("max_wal_size", "4GB"),
                Map.entry("checkpoint_timeout", "10min"),
                // Short statements by index: compiling them costs more than it saves.
                Map.entry("jit", "off"),
                Map.entry("password_encryption", "scram-sha-256"),
                // Statements carry customers' data.
                Map.entry("log_min_error_statement", "panic"),
                Map.entry("log_error_verbosity", "terse"),
                Map.entry("log_checkpoints", "off"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"));
    }

    @Override
    public boolean ready() {
        if (!Probe.listens(port)) {
            return false;
        }
        try (Connection connection = superuser("postgres")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }
}

package com.lealup.local.testing;

import com.lealup.local.home.Checkout;
import com.lealup.local.part.Part;
import com.lealup.local.process.ChildProcess;
import com.lealup.local.provision.DatabaseRoles;
import com.lealup.local.server.Kafka;
import com.lealup.local.server.Postgres;
import com.lealup.local.server.Registry;
import com.lealup.local.server.Server;
import com.lealup.local.server.Startup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The parts as processes of this machine, in a folder that is thrown away. */
final class NativeParts implements Parts {

    private static final String PASSWORD = "for-tests-only";

    /** They live for a minute or two: the first compiler alone, and nobody verifies what is known to be sound. */
    private static final List<String> QUICK =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

    /** How long Kafka may take to write its archive and end. */
    private static final Duration WRITING = Duration.ofSeconds(20);

    private final Postgres postgres;
    private final Kafka kafka;
    private final Registry registry;
    private final Map<Part, ChildProcess> running = new ConcurrentHashMap<>();
    private final Scratch scratch;

    /** Classes that one broker has loaded, for those after it. */
    private final Path archive;

    NativeParts(Scratch scratch) {
        this.scratch = scratch;
        Path folder = scratch.folder();
        Path parts = Checkout.find().parts();
        List<Integer> free = freePorts(4);
        postgres = new Postgres(
                parts, folder.resolve("postgres"), folder.resolve("postgres.log"), free.get(0), PASSWORD, false);
        archive = parts.resolve("kafka-for-tests.jsa");
        kafka = new Kafka(
                parts,
                folder.resolve("kafka"),
                folder.resolve("kafka.log"),
                free.get(1),
                free.get(2),
                Stream.concat(
                                QUICK.stream(),
                                Stream.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive))
                        .toList());
        registry = new Registry(
                parts,
                folder.resolve("registry"),
                folder.resolve("registry.log"),
                free.get(3),
                0,
                postgres.url(DatabaseRoles.REGISTRY),
                PASSWORD,
                QUICK);
    }

    /** All held open together: one after the other, the machine may hand out the same one twice. */
    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    @Override
    public String jdbcUrl(String database) {
        return postgres.url(database);
    }

    @Override
    public DatabaseRoles.Superuser superuser() {
        return postgres::superuser;
    }

    @Override
    public String registryPassword() {
        return PASSWORD;
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public URI registryUrl() {
        return registry.url();
    }

    @Override
    public void start(Part part) {
        Server server = server(part);
        ChildProcess process = running.get(part);
        if (process == null || !process.alive()) {
            process = Startup.launch(server);
            running.put(part, process);
            scratch.note(process.identity());
        }
        Startup.await(server, process, Duration.ofMinutes(2));
    }

    @Override
    public void kill(Part part) {
        process(part).kill();
    }

    @Override
    public void freeze(Part part) {
        process(part).freeze();
    }

    @Override
    public void thaw(Part part) {
        process(part).thaw();
    }

    @Override
    public void stopAll() {
        ChildProcess broker = running.get(Part.KAFKA);
        if (broker != null && !Files.exists(archive)) {
            broker.stop(WRITING);
        }
        running.values().forEach(ChildProcess::kill);
        scratch.delete();
    }

    private ChildProcess process(Part part) {
        ChildProcess process = running.get(part);
        if (process == null) {
            throw new IllegalStateException(part.title() + " was never started");
        }
        return process;
    }

    private Server server(Part part) {
        return switch (part) {
            case POSTGRES -> postgres;
            case KAFKA -> kafka;
            case REGISTRY -> registry;
            case GATEWAY_SERVICE, CUSTOMER_SERVICE, INGEST_SERVICE, HEALTH_SERVICE, WEBHOOK_SERVICE ->
                throw new IllegalArgumentException("a test starts " + part.title() + " itself");
        };
    }
}

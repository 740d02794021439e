package com.lealup.local.server;

import com.lealup.local.part.Part;
import com.lealup.local.process.Launch;
import com.lealup.local.process.Programs;
import com.lealup.local.process.Signal;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.Uuid;

/** Kafka: one broker that is its own controller. */
public final class Kafka implements Server {

    private static final int PATIENCE_MS = 2000;

    private final Path jars;
    private final Path folder;
    private final Path log;
    private final int port;
    private final int controllerPort;
    private final List<String> jvmOptions;

    /**
     * @param parts where the build put the jars
     * @param folder where its data is
     * @param log where its output goes
     * @param port on 127.0.0.1
     * @param controllerPort the controller's, on 127.0.0.1
     * @param jvmOptions options of the JVM besides the usual
     */
    public Kafka(Path parts, Path folder, Path log, int port, int controllerPort, List<String> jvmOptions) {
        this.jars = parts.resolve("lib");
        this.folder = folder.toAbsolutePath();
        this.log = log;
        this.port = port;
        this.controllerPort = controllerPort;
        this.jvmOptions = List.copyOf(jvmOptions);
    }

    @Override
    public Part part() {
        return Part.KAFKA;
    }

    @Override
    public int port() {
        return port;
    }

    /** Where clients begin. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void prepare() {
        try {
            Files.createDirectories(folder);
            Files.writeString(configuration(), properties());
            if (!Files.exists(folder.resolve("data/meta.properties"))) {
                List<String> format = java(List.of("-XX:TieredStopAtLevel=1"));
                format.addAll(List.of("kafka.tools.StorageTool", "format"));
                format.addAll(List.of("--cluster-id", Uuid.randomUuid().toString()));
                format.addAll(List.of("--config", configuration().toString(), "--ignore-formatted"));
                Tool.run("Kafka's format", format, folder, log);
            }
        } catch (IOException e) {
            throw new Trouble("Cannot prepare Kafka in " + folder + ": " + e.getMessage(), e);
        }
    }

    private Path configuration() {
        return folder.resolve("server.properties");
    }

    /**
     * Named voters rather than a stored quorum: another port on the next start needs no vote about it. No records that
     * do nothing: they tell other controllers how far behind they are, there are none, and two a second are a third of
     * what an idle broker costs. One that was killed is let in again when its old session has run out: in 4 s rather
     * than 9.
     */
    private String properties() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                auto.create.topics.enable=false
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                metadata.max.idle.interval.ms=0
                broker.heartbeat.interval.ms=1000
                broker.session.timeout.ms=4000
                num.network.threads=2
                num.io.threads=4
                log.segment.bytes=134217728
                log.cleaner.dedupe.buffer.size=16777216
                controlled.shutdown.max.retries=1
                """.formatted(port, controllerPort, folder.resolve("data"));
    }

    @Override
    public Launch launch() {
        List<String> options = new ArrayList<>(List.of(
                "-Xms96m",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:ReservedCodeCacheSize=64m",
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX"));
        options.addAll(jvmOptions);
        List<String> command = java(options);
        command.addAll(List.of("kafka.Kafka", configuration().toString()));
        return new Launch(command, Map.of(), folder, log, Signal.TERM);
    }

    private List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Programs.java());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath()));
        return command;
    }

    /** Spelled out and in order: an archive of loaded classes is only good for the very same class path. */
    private String classPath() {
        try (Stream<Path> files = Files.list(jars)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(":"));
        } catch (IOException e) {
            throw new Trouble("Kafka's jars are missing from " + jars + ": build deploy/local.", e);
        }
    }

    @Override
    public boolean ready() {
        if (!Probe.listens(port)) {
            return false;
        }
        try (Admin admin = admin()) {
            var options = new DescribeClusterOptions().timeoutMs(PATIENCE_MS);
            return !admin.describeCluster(options).nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A client that may do everything; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                30_000));
    }
}

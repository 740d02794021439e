package com.lealup.local.suite;

import com.lealup.local.part.Part;
import com.lealup.local.process.Launch;
import com.lealup.local.process.Programs;
import com.lealup.local.process.Signal;
import com.lealup.local.server.Probe;
import com.lealup.local.server.Server;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of LealUp's own services. */
final class ServiceServer implements Server {

    private final Part part;
    private final Settings settings;
    private final Archives archives;

    ServiceServer(Part part, Settings settings, Archives archives) {
        this.part = part;
        this.settings = settings;
        this.archives = archives;
    }

    @Override
    public Part part() {
        return part;
    }

    @Override
    public int port() {
        return settings.ports().of(part);
    }

    @Override
    public void prepare() {
        ServiceLayout.of(settings.checkout(), part);
    }

    @Override
    public Launch launch() {
        ServiceLayout layout = ServiceLayout.of(settings.checkout(), part);
        List<String> command = new ArrayList<>(List.of(
                Programs.java(),
                "-Xms64m",
                "-Xmx" + mostHeap(part),
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=96m",
                "-XX:MaxDirectMemorySize=96m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(archives.options(layout.archive()));
        command.addAll(List.of("-jar", layout.jar().toString()));
        Map<String, String> environment = new ServiceEnvironment(settings).of(part);
        return new Launch(
                command, environment, settings.data().of(part), settings.data().log(part), Signal.TERM);
    }

    /**
     * Where events are caught up with, two batches of thousands are in memory at a time: half of this was collected
     * whole again and again.
     */
    private static String mostHeap(Part part) {
        return part == Part.HEALTH_SERVICE ? "512m" : "256m";
    }

    @Override
    public boolean ready() {
        return Probe.answers(
                URI.create("http://127.0.0.1:" + settings.ports().management(part) + "/actuator/health/readiness"));
    }
}

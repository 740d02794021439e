package com.lealup.local.command;

import com.lealup.local.home.Checkout;
import com.lealup.local.operator.Json;
import com.lealup.local.part.Ports;
import com.lealup.local.secret.Environment;
import com.lealup.local.secret.Secrets;
import com.lealup.local.state.DataFolder;
import com.lealup.local.state.DataLock;
import com.lealup.local.state.StateFile;
import com.lealup.local.state.SuiteState;
import com.lealup.local.suite.Archives;
import com.lealup.local.suite.Leftovers;
import com.lealup.local.suite.Preflight;
import com.lealup.local.suite.Progress;
import com.lealup.local.suite.Settings;
import com.lealup.local.suite.Suite;
import com.lealup.local.suite.Watch;
import com.lealup.local.trouble.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything. */
@Command(name = "up", description = "Starts PostgreSQL, Kafka, the registry and the five services; Ctrl-C stops them.")
final class Up implements Runnable {

    @Option(names = "--detach", description = "Return when all is ready; a supervisor stays behind.")
    private boolean detach;

    @Option(names = "--supervise", hidden = true, description = "Be that supervisor.")
    private boolean supervise;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The gateway's port; the eighteen after it are taken too. Default: ${DEFAULT-VALUE}")
    private int port = 8080;

    @Option(
            names = "--env",
            paramLabel = "test|live",
            defaultValue = "test",
            description = "What the deployment is for; live takes no generated secrets. Default: ${DEFAULT-VALUE}")
    private Environment environment = Environment.TEST;

    @Option(names = "--json", description = "Print what is ready as one JSON document.")
    private boolean json;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public void run() {
        Progress progress = new Progress(System.err);
        DataFolder folder = data.folder();
        Ports ports = ports();
        SuiteState last = new StateFile(folder).read().orElse(null);
        if (last != null && last.supervised() && !supervise) {
            alreadyRunning(last, folder, progress);
            return;
        }
        Preflight.folder(folder);
        if (last != null) {
            try (DataLock _ = DataLock.take(folder)) {
                Leftovers.stop(last, progress);
            }
        }
        Secrets secrets = Secrets.of(environment, folder.secrets(), System.getenv());
        Preflight.ports(ports);
        if (detach) {
            new Detachment(folder, progress).start(port, environment);
            announce(new Settings(Checkout.find(), folder, ports, environment, secrets));
        } else {
            Settings settings = new Settings(Checkout.find(), folder, ports, environment, secrets);
            progress.say("Starting LealUp on " + folder.path());
            new Watch(new Suite(settings, Archives.USE), progress).run(() -> {
                if (!supervise) {
                    announce(settings);
                }
            });
        }
    }

    private Ports ports() {
        try {
            return new Ports(port);
        } catch (IllegalArgumentException e) {
            throw new Trouble(e.getMessage() + ".", e);
        }
    }

    private void alreadyRunning(SuiteState running, DataFolder folder, Progress progress) {
        if (!running.ready()) {
            throw new Trouble("LealUp is being started on " + folder.path() + " by process "
                    + running.supervisor().pid() + ".");
        }
        progress.say("LealUp runs already on " + folder.path() + " (process "
                + running.supervisor().pid() + ")");
        announce(data.suite(running).settings());
    }

    /** To standard output, which is result: the exports can be taken over by a shell. */
    private void announce(Settings settings) {
        Announcement announcement = Announcement.of(settings);
        if (json) {
            System.out.println(Json.pretty(announcement));
        } else {
            announcement.print(System.out);
        }
        System.out.flush();
    }
}

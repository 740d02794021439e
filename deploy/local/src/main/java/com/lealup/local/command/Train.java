package com.lealup.local.command;

import com.lealup.local.guide.Guide;
import com.lealup.local.home.Checkout;
import com.lealup.local.operator.Seed;
import com.lealup.local.operator.Seeding;
import com.lealup.local.part.Ports;
import com.lealup.local.secret.Environment;
import com.lealup.local.secret.Secrets;
import com.lealup.local.state.DataFolder;
import com.lealup.local.suite.Archives;
import com.lealup.local.suite.Preflight;
import com.lealup.local.suite.Progress;
import com.lealup.local.suite.Settings;
import com.lealup.local.suite.Suite;
import com.lealup.local.suite.Watch;
import com.lealup.local.trouble.Trouble;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** What the build ends with: one walk of the guide on a deployment of its own, watched by the JVMs. */
@Command(name = "train", hidden = true, description = "Writes the archives that let the parts start faster.")
final class Train implements Runnable {

    private static final int FIRST = 21080;
    private static final int LAST = 29080;
    private static final int STEP = 20;

    @Override
    public void run() {
        Checkout checkout = Checkout.find();
        Path path = checkout.kept().resolve("training");
        Reset.delete(path);
        DataFolder folder = new DataFolder(path);
        Preflight.folder(folder);
        Secrets secrets = Secrets.of(Environment.TEST, folder.secrets(), System.getenv());
        Settings settings = new Settings(checkout, folder, freePorts(), Environment.TEST, secrets);
        Suite suite = new Suite(settings, Archives.TRAIN);
        if (!suite.trained()) {
            new Watch(suite, new Progress(System.err)).runOnce(() -> walk(suite, folder));
        }
        Reset.delete(path);
    }

    private static Ports freePorts() {
        return IntStream.iterate(FIRST, port -> port < LAST, port -> port + STEP)
                .mapToObj(Ports::new)
                .filter(Preflight::free)
                .findFirst()
                .orElseThrow(() -> new Trouble("No nineteen ports in a row are free."));
    }

    private static void walk(Suite suite, DataFolder folder) {
        Seed seed = Seeding.kept(folder).orElseThrow();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new Guide(suite.url(), seed.quickstartKey(), seed.workspace().admin().email(), nowhere, InstantSource.system())
                .walk();
    }
}

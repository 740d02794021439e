package com.lealup.local.command;

import com.lealup.local.guide.Guide;
import com.lealup.local.operator.Operator;
import com.lealup.local.operator.Seed;
import com.lealup.local.operator.Seeding;
import com.lealup.local.state.SuiteState;
import com.lealup.local.suite.Suite;
import com.lealup.local.trouble.Trouble;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Walks the guide. */
@Command(
        name = "quickstart",
        description = "Walks the guide against the running system and prints every request and answer.")
final class Quickstart implements Runnable {

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public void run() {
        SuiteState state = data.running();
        Suite suite = data.suite(state);
        if (!suite.test()) {
            throw new Trouble("The guide makes a customer and events: it is walked on a test deployment only.");
        }
        Operator operator =
                new Operator(suite.settings().ports(), suite.settings().secrets());
        Seed seed = new Seeding(data.folder(), operator, InstantSource.system()).ensure();
        new Guide(
                        suite.url(),
                        seed.quickstartKey(),
                        seed.workspace().admin().email(),
                        System.out,
                        InstantSource.system())
                .walk();
    }
}

package com.lealup.local.command;

import com.lealup.local.home.Checkout;
import com.lealup.local.part.Ports;
import com.lealup.local.secret.Secrets;
import com.lealup.local.state.DataFolder;
import com.lealup.local.state.StateFile;
import com.lealup.local.state.SuiteState;
import com.lealup.local.suite.Archives;
import com.lealup.local.suite.Settings;
import com.lealup.local.suite.Suite;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployment a command is about. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where LealUp keeps its data; else $LEALUP_DATA, else .lealup/data in the checkout.")
    private @Nullable Path data;

    DataFolder folder() {
        if (data != null) {
            return new DataFolder(data);
        }
        String variable = System.getenv("LEALUP_DATA");
        return new DataFolder(
                variable == null || variable.isBlank() ? Checkout.find().kept().resolve("data") : Path.of(variable));
    }

    /** What runs on it. */
    SuiteState running() {
        return new StateFile(folder()).require();
    }

    /** What runs on it, as something to probe. */
    Suite suite(SuiteState state) {
        DataFolder folder = folder();
        Secrets secrets = Secrets.of(state.environment(), folder.secrets(), System.getenv());
        return new Suite(
                new Settings(Checkout.find(), folder, new Ports(state.basePort()), state.environment(), secrets),
                Archives.USE);
    }
}

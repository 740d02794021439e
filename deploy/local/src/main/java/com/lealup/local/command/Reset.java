package com.lealup.local.command;

import com.lealup.local.home.Folders;
import com.lealup.local.state.DataFolder;
import com.lealup.local.suite.Progress;
import com.lealup.local.trouble.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Begins anew. */
@Command(name = "reset", description = "Stops everything and deletes all data, secrets and logs; asks first.")
final class Reset implements Runnable {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public void run() {
        DataFolder folder = data.folder();
        Progress progress = new Progress(System.err);
        if (!Files.exists(folder.path())) {
            progress.say("There is no data in " + folder.path());
            return;
        }
        if (!Files.exists(folder.environment()) && !Files.exists(folder.secrets())) {
            throw new Trouble(folder.path() + " holds no LealUp data: nothing was deleted.");
        }
        if (!yes && !agreed(folder, progress)) {
            progress.say("Nothing was deleted");
            return;
        }
        Down.stop(data, progress);
        delete(folder.path());
        progress.say("Deleted " + folder.path());
    }

    private static boolean agreed(DataFolder folder, Progress progress) {
        progress.say("This deletes every customer, event, key and secret in " + folder.path() + ". Type yes to go on:");
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().equals("yes");
        } catch (IOException e) {
            return false;
        }
    }

    static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new Trouble("Cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }
}

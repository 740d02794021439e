package com.lealup.local.server;

import com.lealup.local.process.Programs;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** As whom PostgreSQL runs: it refuses to be root. */
enum PostgresUser {
    /** An ordinary user runs it as themselves. */
    SELF,
    /** Root in a user namespace without a mapping is nobody to the programs in it, and root's files stay theirs. */
    NAMESPACE,
    /** Where namespaces are forbidden, as in many containers, root gives the files to nobody and steps down. */
    NOBODY;

    private static final String NOBODY_ID = "65534";

    static PostgresUser here() {
        if (!System.getProperty("user.name").equals("root")) {
            return SELF;
        }
        if (Programs.works("unshare", "--user", "true")) {
            return NAMESPACE;
        }
        if (Programs.works(stepDown("true").toArray(String[]::new))) {
            return NOBODY;
        }
        throw new Trouble("PostgreSQL refuses to run as root, and neither unshare --user nor setpriv works here:"
                + " run LealUp as an ordinary user.");
    }

    /** The command as that user. */
    List<String> command(List<String> command) {
        return switch (this) {
            case SELF -> command;
            case NAMESPACE -> {
                List<String> inside = new ArrayList<>(List.of("unshare", "--user"));
                inside.addAll(command);
                yield inside;
            }
            case NOBODY -> stepDown(command.toArray(String[]::new));
        };
    }

    /** Gives the folder to that user. */
    void own(Path folder) {
        if (this != NOBODY) {
            return;
        }
        try {
            int exit = new ProcessBuilder("chown", "-R", NOBODY_ID + ":" + NOBODY_ID, folder.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new Trouble("Cannot give " + folder + " to the user that runs PostgreSQL.");
            }
        } catch (IOException e) {
            throw new Trouble("Cannot give " + folder + " to the user that runs PostgreSQL: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.", e);
        }
    }

    private static List<String> stepDown(String... command) {
        List<String> down = new ArrayList<>(
                List.of("setpriv", "--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups", "--"));
        down.addAll(List.of(command));
        return down;
    }
}

package com.lealup.local.suite;

import com.lealup.local.part.Ports;
import com.lealup.local.secret.Environment;
import com.lealup.local.secret.PrivateFiles;
import com.lealup.local.state.DataFolder;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be known to be wrong before anything is started. */
public final class Preflight {

    private static final long ROOM = 1024L * 1024 * 1024;

    private Preflight() {}

    /** Makes the folder, for its owner alone, and sees that there is room in it. */
    public static void folder(DataFolder data) {
        PrivateFiles.folder(data.path());
        PrivateFiles.folder(data.path().resolve("logs"));
        try {
            long room = Files.getFileStore(data.path()).getUsableSpace();
            if (room < ROOM) {
                throw new Trouble("The disk of " + data.path() + " is full: " + room / (1024 * 1024)
                        + " MB are left, and LealUp wants 1024 MB. Make room, or name a folder elsewhere with --data.");
            }
        } catch (IOException e) {
            throw new Trouble("Cannot see how much room there is in " + data.path() + ": " + e.getMessage(), e);
        }
    }

    /** A folder is for test or for live, as it was first started. */
    public static void environment(DataFolder data, Environment environment) {
        Path file = data.environment();
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, environment.title() + "\n");
            }
            String first = Files.readString(file).strip();
            if (!first.equals(environment.title())) {
                throw new Trouble("The data in " + data.path() + " is of a " + first
                        + " deployment: start it with  --env " + first + ", or name another folder with --data.");
            }
        } catch (IOException e) {
            throw new Trouble("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** All ports are free. */
    public static void ports(Ports ports) {
        ports.owners().forEach((port, owner) -> {
            if (!free(port)) {
                throw new Trouble("Port " + port + " is in use, and " + owner + " needs it: stop what listens there, or"
                        + " choose other ports with --port (LealUp takes that one and the eighteen after it).");
            }
        });
    }

    /** Whether all ports are free. */
    public static boolean free(Ports ports) {
        return ports.owners().keySet().stream().allMatch(Preflight::free);
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the parts themselves do it: connections that are closing are no obstacle.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

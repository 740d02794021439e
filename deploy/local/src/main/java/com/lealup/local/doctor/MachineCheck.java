package com.lealup.local.doctor;

import com.lealup.local.state.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The JDK and the disk. */
final class MachineCheck implements Check {

    private static final int JDK = 25;
    private static final long MEGABYTE = 1024L * 1024;
    private static final long LEAST = 1024;
    private static final long COMFORTABLE = 10L * 1024;

    private final DataFolder data;

    MachineCheck(DataFolder data) {
        this.data = data;
    }

    @Override
    public String title() {
        return "machine";
    }

    @Override
    public List<Finding> look() throws IOException {
        var findings = new ArrayList<Finding>();
        var version = Runtime.version();
        findings.add(
                version.feature() >= JDK
                        ? Finding.fine(title(), "JDK " + version)
                        : Finding.problem(
                                title(),
                                "JDK " + version + " is too old",
                                "install JDK 25 or newer, or point JAVA_HOME at one"));
        if (!Files.isDirectory(data.path())) {
            findings.add(Finding.problem(title(), "there is no folder " + data.path(), "./lealup up makes it"));
            return findings;
        }
        findings.add(
                Files.isWritable(data.path())
                        ? Finding.fine(title(), data.path() + " can be written to")
                        : Finding.problem(
                                title(),
                                data.path() + " cannot be written to",
                                "give it to the user that runs LealUp, or mount it writable"));
        findings.add(room(Files.getFileStore(data.path()).getUsableSpace() / MEGABYTE));
        return findings;
    }

    private Finding room(long megabytes) {
        var left = megabytes + " MB are left on the disk of " + data.path();
        var cure = "make room: PostgreSQL and Kafka stop when there is none";
        if (megabytes < LEAST) {
            return Finding.problem(title(), left, cure);
        }
        return megabytes < COMFORTABLE ? Finding.warning(title(), left, cure) : Finding.fine(title(), left);
    }
}

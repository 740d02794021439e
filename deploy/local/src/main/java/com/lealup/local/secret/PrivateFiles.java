package com.lealup.local.secret;

import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read, replaced whole or not at all. */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Writes the text; a reader sees the old text or the new one, also after a crash. */
    public static void write(Path file, String text) {
        try {
            Path half = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    file.getFileName().toString(),
                    ".half",
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(half, text);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Trouble("Cannot write " + file + ": " + e.getMessage() + ". Is the disk full?", e);
        }
    }

    /** Makes the folder for its owner alone. */
    public static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, OWNER_ONLY_FOLDER);
        } catch (IOException e) {
            throw new Trouble("Cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Refuses a file that others may read. */
    static void requirePrivate(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new Trouble(file + " holds secrets and others may read it ("
                    + PosixFilePermissions.toString(permissions) + "): run  chmod 600 " + file);
        }
    }
}

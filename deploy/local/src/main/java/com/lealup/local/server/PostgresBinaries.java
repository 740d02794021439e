package com.lealup.local.server;

import com.lealup.local.home.Folders;
import com.lealup.local.trouble.Trouble;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the archive that the build fetched. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}. */
    static Path in(Path parts) {
        Path folder = parts.resolve("postgres");
        try {
            Path archive = archive(folder);
            Path home = folder.resolve(archive.getFileName().toString().replace(".txz", ""));
            if (!Files.isDirectory(home)) {
                unpackOnce(archive, home);
            }
            return home;
        } catch (IOException e) {
            throw new Trouble("Cannot unpack PostgreSQL in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Path archive(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new Trouble("No archive of PostgreSQL in " + folder + ": build deploy/local."));
        }
    }

    private static void unpackOnce(Path archive, Path home) throws IOException {
        Path guard = home.resolveSibling("unpacking.lock");
        try (FileChannel channel = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (Files.isDirectory(home) || !lock.isValid()) {
                return;
            }
            Path half = home.resolveSibling(home.getFileName() + ".half");
            Folders.delete(half);
            unpack(archive, half);
            Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void unpack(Path archive, Path target) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = entry.resolveIn(target);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.toAbsolutePath().getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}

package com.lealup.local.suite;

import com.lealup.local.home.Checkout;
import com.lealup.local.home.Folders;
import com.lealup.local.part.Part;
import com.lealup.local.process.Programs;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * A service's jar, taken apart once for each build: it starts faster, an archive of its classes can be made, and a
 * build that replaces the jar does not pull it from under a service that runs.
 *
 * @param folder where it was taken apart
 * @param jar what is started
 */
record ServiceLayout(Path folder, Path jar) {

    static ServiceLayout of(Checkout checkout, Part service) {
        String name = service.title();
        Path built = checkout.root().resolve(name).resolve("target").resolve(name + ".jar");
        try {
            if (!Files.exists(built)) {
                throw new Trouble(built + " has not been built: run  ./lealup up");
            }
            Path folder = checkout.kept().resolve("run").resolve(name + "-" + contents(built));
            ServiceLayout layout = new ServiceLayout(folder, folder.resolve(name + ".jar"));
            if (!Files.exists(layout.jar())) {
                takeApart(built, folder);
                forgetOldBuilds(folder, name);
            }
            return layout;
        } catch (IOException e) {
            throw new Trouble("Cannot take " + built + " apart: " + e.getMessage(), e);
        }
    }

    /** A digest of the jar's table of contents, checksums included: a rebuild of the same sources changes nothing. */
    private static String contents(Path built) throws IOException {
        try (ZipFile zip = new ZipFile(built.toFile())) {
            CRC32 digest = new CRC32();
            zip.stream()
                    .map(entry -> entry.getName() + " " + entry.getCrc() + "\n")
                    .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return Long.toHexString(digest.getValue());
        }
    }

    private static void takeApart(Path built, Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Path half = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "half");
        Process process = new ProcessBuilder(List.of(
                        Programs.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djarmode=tools",
                        "-jar",
                        built.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        half.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new Trouble("Cannot take " + built + " apart:\n" + output);
        }
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Keeps this build and the one before it, which may still run; each is about 200 MB with its archive. */
    private static void forgetOldBuilds(Path current, String name) throws IOException {
        List<Path> others;
        try (Stream<Path> folders = Files.list(current.toAbsolutePath().getParent())) {
            others = folders.filter(folder -> folder.getFileName().toString().startsWith(name + "-"))
                    .filter(folder -> !folder.equals(current.toAbsolutePath()))
                    .sorted(Comparator.comparingLong(
                            (Path folder) -> -folder.toFile().lastModified()))
                    .skip(1)
                    .toList();
        }
        for (Path old : others) {
            Folders.delete(old);
        }
    }

    /** The archive of loaded and linked classes, if it has been trained. */
    Path archive() {
        return Archives.in(folder, "classes");
    }
}

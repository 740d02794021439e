package com.lealup.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The golden copies: what each version of the contract looked like when it was released. A directory is written while
 * its version is being made and never again.
 */
final class Released {

    private static final Path ROOT = Path.of("src/test/resources/released");

    private Released() {}

    /** The version that this build is going to be. */
    static String versionInTheMaking() {
        return System.getProperty("lealup.version").replace("-SNAPSHOT", "");
    }

    /** Every version there is a copy of, but not the one whose copy is just being written. */
    static List<String> versions() {
        try (var directories = Files.list(ROOT)) {
            return directories
                    .map(directory -> directory.getFileName().toString())
                    .filter(version -> !(Golden.REFRESH && version.equals(versionInTheMaking())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path directory(String version) {
        return ROOT.resolve(version);
    }
}

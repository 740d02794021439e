package com.lealup.local.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What to do with the archives of loaded and linked classes that let a JVM start faster (JEP 514). */
public enum Archives {
    /** Start from those that are there. */
    USE,
    /** Watch a run and write them when it ends. */
    TRAIN;

    /** Where an archive is kept: another JDK cannot use it, so each has its own. */
    static Path in(Path folder, String name) {
        return folder.resolve(name + "-" + Runtime.version().toString().replace('+', '_') + ".aot");
    }

    /** How long a JVM may take to end: writing an archive takes many seconds. */
    Duration patience() {
        return switch (this) {
            case USE -> Duration.ofSeconds(30);
            case TRAIN -> Duration.ofMinutes(3);
        };
    }

    /** The JVM's options. */
    List<String> options(Path archive) {
        return switch (this) {
            // A JVM that cannot use it, because it is another JDK's, starts without and says nothing of it.
            case USE ->
                Files.exists(archive)
                        ? List.of("-XX:AOTCache=" + archive, "-Xlog:disable", "-Xlog:all=error:stderr")
                        : List.of();
            case TRAIN -> Files.exists(archive) ? List.of() : List.of("-XX:AOTCacheOutput=" + archive);
        };
    }
}

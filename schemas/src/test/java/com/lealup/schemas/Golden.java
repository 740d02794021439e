package com.lealup.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file that says what the code says. {@code -Dlealup.refresh} writes it instead of comparing. */
final class Golden {

    static final boolean REFRESH = Boolean.getBoolean("lealup.refresh");

    private Golden() {}

    static void assertFresh(Path file, String expected) {
        try {
            if (REFRESH) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, expected);
            }
            assertThat(file)
                    .as("%s, which `mvn -pl schemas test -Dlealup.refresh=true` writes anew", file)
                    .hasContent(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

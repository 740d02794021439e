package com.lealup.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LoadTest {

    private static final Pattern PROGRAM = Pattern.compile("\\./lealup (bench|chaos) ([a-z]+)");

    @Test
    void knowsEveryProgramThatTheReadmeNames() throws IOException {
        var commands = new CommandLine(new Load()).getSubcommands();
        var named = PROGRAM.matcher(Files.readString(Path.of("../../README.md")))
                .results()
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(program -> assertThat(commands.get(program.group(1)).getSubcommands())
                        .containsKey(program.group(2)));
    }
}

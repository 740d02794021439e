package com.lealup.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LealupTest {

    private final StringWriter err = new StringWriter();

    @Test
    void namesThePartsWhenOneIsNotKnown() {
        assertThat(run("kill", "zookeeper")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("there is no part zookeeper").contains("postgres, kafka, registry");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run("up", "--prot", "8080")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--prot");
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThat(run("up", "--port", "70000")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains("the port should be from 1024 to");
    }

    private int run(String... arguments) {
        return Lealup.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }
}

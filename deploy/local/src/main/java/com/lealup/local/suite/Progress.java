package com.lealup.local.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells a person what happens, on standard error: standard output is for results. */
public final class Progress {

    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** One line. */
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /** One line that ends with how long it took. */
    public void say(String line, Duration took) {
        say(line + String.format(Locale.ROOT, " (%.1f s)", took.toMillis() / 1000.0));
    }
}

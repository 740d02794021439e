package com.lealup.customer.importing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Takes an NDJSON file in: a JSON object on every line. Empty lines are no rows. */
final class NdjsonIntake {

    /** In bytes; of a longer line nothing is kept but that it was there. */
    static final int LONGEST_LINE = 256 * 1024;

    private NdjsonIntake() {}

    static void take(InputStream source, Intake intake) throws IOException {
        var in = new BufferedInputStream(source, 64 * 1024);
        var line = new ByteArrayOutputStream();
        var tooLong = false;
        var buffer = new byte[16 * 1024];
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            var start = 0;
            for (var i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    tooLong |= append(line, buffer, start, i);
                    line(line, tooLong, intake);
                    line.reset();
                    tooLong = false;
                    start = i + 1;
                }
            }
            tooLong |= append(line, buffer, start, count);
        }
        line(line, tooLong, intake);
        intake.end();
    }

    /** Whether it was too much. */
    private static boolean append(ByteArrayOutputStream line, byte[] buffer, int from, int to) {
        if (line.size() + to - from > LONGEST_LINE) {
            return true;
        }
        line.write(buffer, from, to - from);
        return false;
    }

    private static void line(ByteArrayOutputStream line, boolean tooLong, Intake intake) {
        if (tooLong) {
            intake.row(List.of());
        } else {
            var bytes = line.toByteArray();
            if (!blank(bytes)) {
                intake.row(List.of(bytes));
            }
        }
    }

    private static boolean blank(byte[] bytes) {
        for (var b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}

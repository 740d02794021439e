package com.lealup.load.report;

import java.io.PrintWriter;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Prints the figures of a benchmark: for scripts one JSON document, for people a line for each. */
public final class Report {

    private Report() {}

    /** Prints them. */
    public static void print(Map<String, Object> figures, boolean json, PrintWriter out) {
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(figures));
        } else {
            figures.forEach((name, value) -> {
                if (value instanceof Map<?, ?> group) {
                    out.println(name);
                    group.forEach((figure, measured) -> out.printf("  %-24s %s%n", figure, measured));
                } else {
                    out.printf("%-26s %s%n", name, value);
                }
            });
        }
        out.flush();
    }

    /** With two digits behind the point. */
    public static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}

package com.lealup.load.year;

import java.util.Locale;
import java.util.Map;

/** The year as a picture: the mean score of each kind over the bands. */
final class YearPlot {

    private static final int WIDTH = 980;
    private static final int HEIGHT = 420;
    private static final int LEFT = 50;
    private static final int TOP = 30;
    private static final int RIGHT = 130;
    private static final int BOTTOM = 40;
    private static final Map<Kind, String> COLOURS =
            Map.of(Kind.GROWING, "#1b7f4b", Kind.FADING, "#b35c00", Kind.SEASONAL, "#2b5fb3", Kind.DYING, "#8e2340");
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private YearPlot() {}

    static String svg(Year year) {
        var svg = new StringBuilder();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <title>Mean health score of simulated accounts over a year</title>
                <rect width="100%%" height="100%%" fill="white"/>
                """.formatted(WIDTH, HEIGHT));
        band(svg, 70, 100, "#e3f4ea", "healthy");
        band(svg, 50, 70, "#fdf3d8", "neutral");
        band(svg, 0, 50, "#fbe3e3", "at risk");
        for (int month = 0; month < MONTHS.length; month++) {
            var x = x(month * Year.DAYS / 12.0);
            svg.append(text(x, HEIGHT - BOTTOM + 20, MONTHS[month], "#444"));
        }
        for (var score : new int[] {0, 25, 50, 75, 100}) {
            svg.append(text(LEFT - 30, y(score) + 4, String.valueOf(score), "#444"));
        }
        for (var kind : Kind.values()) {
            line(svg, year.of(kind).means(), kind);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void band(StringBuilder svg, int from, int to, String colour, String name) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"/>%n",
                LEFT,
                y(to),
                WIDTH - LEFT - RIGHT,
                y(from) - y(to),
                colour));
        svg.append(text(LEFT + 6, y(to) + 16, name, "#777"));
    }

    private static void line(StringBuilder svg, double[] means, Kind kind) {
        var colour = COLOURS.get(kind);
        svg.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"2\" points=\"");
        for (int day = 0; day < means.length; day++) {
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(day), y(means[day])));
        }
        svg.append("\"/>\n");
        svg.append(text(x(Year.DAYS) + 8, y(means[means.length - 1]) + 4, kind.text(), String.valueOf(colour)));
    }

    private static String text(double x, double y, String text, String colour) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>%n", x, y, colour, text);
    }

    private static double x(double day) {
        return LEFT + day / Year.DAYS * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double score) {
        return TOP + (100 - score) / 100 * (HEIGHT - TOP - BOTTOM);
    }
}

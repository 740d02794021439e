package com.lealup.customer.csv;

import java.util.regex.Pattern;

/**
 * Texts in CSV cells that a spreadsheet would take for a formula are written with an apostrophe before them (OWASP, CSV
 * injection), and lose it again when they are read.
 */
public final class FormulaSafe {

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private FormulaSafe() {}

    /** As a cell. */
    public static String write(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    /** As it was before it became a cell. */
    public static String read(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}

package com.lealup.customer.importing;

import java.util.regex.Pattern;

/**
 * Texts in CSV cells that a spreadsheet would take for a formula are written with an apostrophe before them (OWASP, CSV
 * injection), and lose it again when they are read.
 */
final class FormulaSafe {

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private FormulaSafe() {}

    static String write(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    static String read(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}

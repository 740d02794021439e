package com.lealup.customer.importing;

import com.lealup.customer.account.ImportRow;
import com.lealup.customer.csv.FormulaSafe;
import com.lealup.customer.field.Definitions;
import com.lealup.platform.problem.FieldError;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the document that a client would have sent of a record of a CSV file. An empty cell names no field. */
final class CsvCells {

    /** What says latin-1 of itself is windows-1252 (WHATWG Encoding, section 4.2), of which latin-1 is a part. */
    static final Charset LATIN1 = Charset.forName("windows-1252");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private final List<String> columns;
    private final Charset charset;
    private final Definitions fields;

    CsvCells(List<String> columns, boolean latin1, Definitions fields) {
        this.columns = columns;
        this.charset = latin1 ? LATIN1 : StandardCharsets.UTF_8;
        this.fields = fields;
    }

    ImportRow row(List<byte[]> cells) {
        if (cells.size() != columns.size()) {
            return ImportRow.unreadable(new FieldError(
                    "",
                    "wrong_number_of_fields",
                    "has " + cells.size() + " fields where the header has " + columns.size()));
        }
        var document = NODES.objectNode();
        var custom = NODES.objectNode();
        var faults = new ArrayList<FieldError>();
        for (var i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var text = text(cells.get(i), charset);
            if (column.equals(Columns.IGNORED) || text.isBlank()) {
                continue;
            }
            if (text.indexOf('\0') >= 0) {
                faults.add(new FieldError(
                        column.startsWith(Columns.CUSTOM)
                                ? "/custom_fields/" + column.substring(Columns.CUSTOM.length())
                                : "/" + column,
                        "invalid_characters",
                        "must not contain U+0000"));
            } else if (column.startsWith(Columns.CUSTOM)) {
                put(custom, column.substring(Columns.CUSTOM.length()), text);
            } else {
                put(document, column, column.equals("arr") ? amount(text.strip()) : text(column, text));
            }
        }
        if (!custom.isEmpty()) {
            document.set("custom_fields", custom);
        }
        return new ImportRow(document, faults);
    }

    private void put(ObjectNode custom, String key, String text) {
        put(custom, key, fields.typed(key, text));
    }

    private static void put(ObjectNode into, String name, Object value) {
        switch (value) {
            case BigDecimal number -> into.set(name, NODES.numberNode(number));
            case Boolean truth -> into.set(name, NODES.booleanNode(truth));
            default -> into.set(name, NODES.stringNode(value.toString()));
        }
    }

    /** A cell's text without what surrounds it. */
    static String text(byte[] cell, boolean latin1) {
        return text(cell, latin1 ? LATIN1 : StandardCharsets.UTF_8).strip();
    }

    private static String text(byte[] cell, Charset charset) {
        return FormulaSafe.read(new String(cell, charset));
    }

    private static Object amount(String text) {
        return AMOUNT.matcher(text).matches() ? new BigDecimal(text) : text;
    }

    private static String text(String column, String text) {
        return column.equals("name") ? text : text.strip();
    }
}

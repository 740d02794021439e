package com.lealup.customer.importing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows as one piece of bytes: for each the number of its fields, and for each field its length and its bytes, as the
 * client sent them. A row without fields is one that was too long to be kept, one with -1 fields was erased.
 */
final class RowPieces {

    private static final int MOST_ROWS = 1_000;
    private static final int ERASED = -1;
    private static final int LARGE_ENOUGH = 512 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(LARGE_ENOUGH + 64 * 1024);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int rows;

    /** A row's fields; none of one that was erased. */
    record Row(List<byte[]> fields, boolean erased) {

        static final Row ERASED = new Row(List.of(), true);
    }

    /** Rows as one piece again. */
    static byte[] write(List<Row> rows) {
        var pieces = new RowPieces();
        rows.forEach(row -> {
            if (row.erased()) {
                pieces.addErased();
            } else {
                pieces.add(row.fields());
            }
        });
        return pieces.take();
    }

    private void addErased() {
        try {
            out.writeInt(ERASED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows++;
    }

    void add(List<byte[]> fields) {
        try {
            out.writeInt(fields.size());
            for (var field : fields) {
                out.writeInt(field.length);
                out.write(field);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows++;
    }

    boolean full() {
        return rows >= MOST_ROWS || bytes.size() >= LARGE_ENOUGH;
    }

    int rows() {
        return rows;
    }

    /** What was added since the last time. */
    byte[] take() {
        var taken = bytes.toByteArray();
        bytes.reset();
        rows = 0;
        return taken;
    }

    static List<Row> read(byte[] content, int rows) {
        var all = new ArrayList<Row>(rows);
        try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
            for (var i = 0; i < rows; i++) {
                var count = in.readInt();
                if (count == ERASED) {
                    all.add(Row.ERASED);
                    continue;
                }
                var fields = new ArrayList<byte[]>(count);
                for (var f = 0; f < count; f++) {
                    fields.add(in.readNBytes(in.readInt()));
                }
                all.add(new Row(fields, false));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}

package com.lealup.load.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/** Rows of a database as text, read without keeping them. */
public final class Checksum {

    private Checksum() {}

    /** SHA-256 of what the queries find, row by row in the order of their text. */
    public static String of(Connection connection, List<String> queries) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var query : queries) {
                copy(
                        connection,
                        "select t::text from (" + query + ") t order by t::text collate \"C\"",
                        line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each row of a query as a line of COPY's text format. */
    public static void copy(Connection connection, String query, Consumer<String> line) {
        try {
            var out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout");
            for (var row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                line.accept(new String(row, StandardCharsets.UTF_8).stripTrailing());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

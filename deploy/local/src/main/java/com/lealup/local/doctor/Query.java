package com.lealup.local.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the database. */
final class Query {

    private Query() {}

    /** The one value of the one row. */
    static String text(Connection connection, String sql) throws SQLException {
        return texts(connection, sql).getFirst();
    }

    /** The first value of every row. */
    static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(10);
            try (var rows = statement.executeQuery(sql)) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }
}

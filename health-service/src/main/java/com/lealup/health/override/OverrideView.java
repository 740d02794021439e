package com.lealup.health.override;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A score that a person has set.
 *
 * @param score 0 to 100
 * @param expiresAt from then on the customer is scored as before
 */
public record OverrideView(int score, String reason, Author setBy, Instant setAt, Instant expiresAt) {

    /** Who set it: {@code api_key}, {@code user} or {@code operator}. */
    public record Author(String type, String id, String name) {}

    /** From a row that has the columns of {@code score_overrides}, the score under the name {@code override}. */
    public static OverrideView of(ResultSet row) throws SQLException {
        return new OverrideView(
                row.getInt("override"),
                row.getString("reason"),
                new Author(row.getString("author_type"), row.getString("author_id"), row.getString("author_name")),
                row.getObject("set_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}

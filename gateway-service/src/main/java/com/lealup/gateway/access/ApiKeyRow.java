package com.lealup.gateway.access;

import com.lealup.gateway.workspace.Role;
import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a row of {@code api_keys}, for the two that select from it: one under the tenant's policy, one above it. */
final class ApiKeyRow {

    private ApiKeyRow() {}

    static ApiKey read(ResultSet row, int rowNumber) throws SQLException {
        return new ApiKey(
                new KeyId(row.getObject("key_id", UUID.class)),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                KeyHash.of(row.getInt("pepper_version"), row.getBytes("hash")),
                row.getString("name"),
                row.getString("last_four"),
                List.of((String[]) row.getArray("scopes").getArray()),
                List.of((String[]) row.getArray("allow_list").getArray()),
                new ApiKey.Creator(
                        new UserId(row.getObject("creator_id", UUID.class)),
                        row.getString("creator_email"),
                        Role.of(row.getString("creator_role"))),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                row.getLong("revision"));
    }

    static StoredApiKey readStored(ResultSet row, int rowNumber) throws SQLException {
        return new StoredApiKey(
                read(row, rowNumber),
                keyId(row, "supersedes"),
                keyId(row, "superseded_by"),
                instant(row, "last_used_at"));
    }

    private static @Nullable KeyId keyId(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new KeyId(id);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}

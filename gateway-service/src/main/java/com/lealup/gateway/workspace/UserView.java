package com.lealup.gateway.workspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person as the API shows them.
 *
 * @param invitation the link to hand over, in the answer to the invitation only
 */
record UserView(
        String id,
        String email,
        String name,
        String role,
        String status,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LinkView invitation) {

    static UserView of(User user) {
        return of(user, null);
    }

    static UserView of(User user, @Nullable LinkView invitation) {
        return new UserView(
                user.id().toString(),
                user.email().text(),
                user.name(),
                user.role().text(),
                user.status().text(),
                user.createdAt(),
                invitation);
    }

    /** For the audit log. */
    static Map<String, Object> audited(User user) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("email", user.email().text());
        fields.put("name", user.name());
        fields.put("role", user.role().text());
        fields.put("status", user.status().text());
        return fields;
    }
}

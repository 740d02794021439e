package com.lealup.webhook.delivery;

import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.catalogue.EventType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders the envelope that every message has. Rendered once: what is signed, sent and sent again are the same bytes.
 */
@Component
class MessageBodies {

    private final JsonMapper json;
    private final Environment environment;

    MessageBodies(JsonMapper json, Environment environment) {
        this.json = json;
        this.environment = environment;
    }

    String render(
            MessageId id,
            EventType type,
            Instant createdAt,
            TenantId tenantId,
            Map<String, ? extends @Nullable Object> data) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id.toString());
        body.put("type", type.wireName());
        body.put("created_at", createdAt);
        body.put("tenant_id", tenantId.toString());
        body.put("environment", environment.name().toLowerCase(Locale.ROOT));
        body.put("data", data);
        return json.writeValueAsString(body);
    }
}

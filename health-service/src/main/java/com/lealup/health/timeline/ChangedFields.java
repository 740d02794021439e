package com.lealup.health.timeline;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a timeline entry says of a change: who did what, and each field that differs, before and after. */
@Component
class ChangedFields {

    private final JsonMapper mapper;

    ChangedFields(JsonMapper mapper) {
        this.mapper = mapper;
    }

    String json(CustomerChanged changed) {
        var data = mapper.createObjectNode();
        data.put("change", changed.change());
        data.putObject("actor")
                .put("type", changed.actorType())
                .put("id", changed.actorId())
                .put("name", changed.actorName());
        var changes = data.putObject("changes");
        var before = changed.before();
        var after = changed.after();
        for (var name : CustomerFields.names(before.fields(), after.fields())) {
            var was = plain(before.fields().get(name));
            put(name, was, plain(after.fields().get(name)), changes);
        }
        for (var name : CustomerFields.names(before.custom(), after.custom())) {
            var was = custom(before.custom().get(name));
            put("custom_fields." + name, was, custom(after.custom().get(name)), changes);
        }
        data.put("request_id", changed.requestId());
        return mapper.writeValueAsString(data);
    }

    private static void put(String name, JsonNode before, JsonNode after, ObjectNode changes) {
        if (!before.equals(after)) {
            changes.putObject(name).set("before", before).set("after", after);
        }
    }

    private JsonNode custom(@Nullable String text) {
        return text == null ? mapper.getNodeFactory().nullNode() : mapper.readTree(text);
    }

    private JsonNode plain(@Nullable Object value) {
        var nodes = mapper.getNodeFactory();
        return switch (value) {
            case null -> nodes.nullNode();
            case BigDecimal amount -> nodes.numberNode(shortest(amount));
            case Object other -> nodes.stringNode(other.toString());
        };
    }

    /** As the API shows it: 50000, not 50000.00, and not 5E+4 either. */
    private static BigDecimal shortest(BigDecimal amount) {
        var stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}

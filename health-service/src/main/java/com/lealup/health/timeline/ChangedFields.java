package com.lealup.health.timeline;

import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerState;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a timeline entry says of a change: who did what, and each field that differs, before and after. */
@Component
class ChangedFields {

    /** Fields that differ on every change, or that are the customer's address and not its content. */
    private static final Set<String> SILENT =
            Set.of("tenant_id", "customer_id", "revision", "created_at", "updated_at", "custom_fields");

    private final JsonMapper mapper;

    ChangedFields(JsonMapper mapper) {
        this.mapper = mapper;
    }

    String json(CustomerChange change) {
        var data = mapper.createObjectNode();
        data.put("change", change.getType().name().toLowerCase(Locale.ROOT));
        var actor = data.putObject("actor");
        actor.put("type", change.getActor().getType().name().toLowerCase(Locale.ROOT));
        actor.put("id", change.getActor().getId());
        actor.put("name", change.getActor().getName());
        var changes = data.putObject("changes");
        CustomerState.getClassSchema().getFields().stream()
                .filter(field -> !SILENT.contains(field.name()))
                .forEach(field -> compare(field, change, changes));
        customFields(change, changes);
        data.put("request_id", change.getRequestId());
        return mapper.writeValueAsString(data);
    }

    private void compare(Field field, CustomerChange change, ObjectNode changes) {
        put(field.name(), node(change.getBefore(), field), node(change.getAfter(), field), changes);
    }

    private void customFields(CustomerChange change, ObjectNode changes) {
        var before = custom(change.getBefore());
        var after = custom(change.getAfter());
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.forEach(name -> put("custom_fields." + name, json(before.get(name)), json(after.get(name)), changes));
    }

    private static void put(String name, JsonNode before, JsonNode after, ObjectNode changes) {
        if (!before.equals(after)) {
            changes.putObject(name).set("before", before).set("after", after);
        }
    }

    private static Map<String, String> custom(@Nullable CustomerState state) {
        return state == null ? Map.of() : state.getCustomFields();
    }

    /** The values of custom fields travel as JSON text. */
    private JsonNode json(@Nullable String text) {
        return text == null ? mapper.getNodeFactory().nullNode() : mapper.readTree(text);
    }

    private JsonNode node(@Nullable CustomerState state, Field field) {
        var nodes = mapper.getNodeFactory();
        var value = state == null ? null : state.get(field.pos());
        return switch (value) {
            case null -> nodes.nullNode();
            case Enum<?> symbol -> nodes.stringNode(symbol.name().toLowerCase(Locale.ROOT));
            case BigDecimal amount -> nodes.numberNode(amount);
            case Object other -> nodes.stringNode(other.toString());
        };
    }
}

package com.lealup.health.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One place where two models differ.
 *
 * @param path fields, and the names of dimensions and signals, joined by slashes
 * @param before null if there was nothing
 * @param after null if there is nothing
 */
record ModelDifference(
        String path, @Nullable JsonNode before, @Nullable JsonNode after) {

    /** All places where they differ, in the order of the model. */
    static List<ModelDifference> between(JsonNode before, JsonNode after) {
        var differences = new ArrayList<ModelDifference>();
        compare("", before, after, differences);
        return differences;
    }

    private static void compare(
            String path, @Nullable JsonNode before, @Nullable JsonNode after, List<ModelDifference> differences) {
        if (before == null || after == null || !hasNames(before) || !hasNames(after)) {
            if (before == null || !before.equals(after)) {
                differences.add(new ModelDifference(path, before, after));
            }
            return;
        }
        var olds = named(before);
        var news = named(after);
        olds.forEach((name, old) -> compare(path + "/" + name, old, news.get(name), differences));
        news.forEach((name, value) -> {
            if (!olds.containsKey(name)) {
                compare(path + "/" + name, null, value, differences);
            }
        });
    }

    private static boolean hasNames(JsonNode node) {
        return node.isObject() || (node.isArray() && !node.isEmpty() && name(node.get(0)) != null);
    }

    private static Map<String, JsonNode> named(JsonNode node) {
        var named = new LinkedHashMap<String, JsonNode>();
        if (node.isObject()) {
            node.properties().forEach(field -> named.put(field.getKey(), field.getValue()));
        } else {
            node.forEach(element -> named.put(String.valueOf(name(element)), element));
        }
        return named;
    }

    private static @Nullable String name(JsonNode element) {
        var name = element.has("name") ? element.get("name") : element.get("signal");
        return name == null ? null : name.asString();
    }
}

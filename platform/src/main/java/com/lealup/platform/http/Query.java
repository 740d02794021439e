package com.lealup.platform.http;

import com.lealup.platform.problem.Problems;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string, in their order. */
record Query(Map<String, List<String>> parameters) {

    static Query parse(@Nullable String queryString) {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (queryString != null) {
            for (var pair : queryString.split("&", -1)) {
                if (!pair.isEmpty()) {
                    var equals = pair.indexOf('=');
                    var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                    var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                    parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
                }
            }
        }
        return new Query(parameters);
    }

    List<String> values(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    Set<String> names() {
        return parameters.keySet();
    }

    Map<String, String[]> toMap() {
        var map = new LinkedHashMap<String, String[]>();
        parameters.forEach((name, values) -> map.put(name, values.toArray(String[]::new)));
        return map;
    }

    /** Refuses what the JDK would quietly replace: bytes that are not UTF-8, and U+0000. */
    private static String decode(String text) {
        try {
            // Latin-1 keeps every byte apart, so that the UTF-8 underneath can be checked.
            var bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            var decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (decoded.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Falls through: the answer does not depend on which of the two it was.
        }
        throw Problems.validation("?", "malformed_query", "the query string is not percent-encoded UTF-8");
    }
}

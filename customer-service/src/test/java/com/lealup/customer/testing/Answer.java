package com.lealup.customer.testing;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(HttpResponse<byte[]> response) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JSON.readTree(response.body());
    }

    public String string(String member) {
        return json().get(member).stringValue();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The pointers of the fields that failed. */
    public List<String> failing() {
        return StreamSupport.stream(json().get("errors").spliterator(), false)
                .map(error -> error.get("pointer").stringValue())
                .toList();
    }
}

package com.lealup.health.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.health.score.HealthModel;
import com.lealup.platform.json.JsonBody;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models as text, in the one form that the API shows and the database keeps. */
@Component
class ModelJson {

    private final JsonMapper mapper;

    ModelJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    String write(HealthModel model) {
        return mapper.writeValueAsString(ModelView.of(model));
    }

    JsonNode tree(HealthModel model) {
        return mapper.valueToTree(ModelView.of(model));
    }

    HealthModel read(String text, int version) {
        var body = JsonBody.parse(text.getBytes(UTF_8));
        var model = ModelReader.read(body);
        body.finish();
        return model.get().as(version);
    }
}

package com.lealup.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.testing.ApiDescription;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DescribedProblemsTest {

    private final JsonNode components = read().path("components");

    @Test
    void describesEveryProblem() {
        assertThat(components
                        .at("/schemas/Problem/properties/code/enum")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::code)
                        .toList());
    }

    @Test
    void showsEveryProblemAsItIsAnswered() {
        components.path("responses").properties().stream()
                .map(Map.Entry::getValue)
                .map(response -> response.at("/content/application~1problem+json/example"))
                .filter(JsonNode::isObject)
                .forEach(example -> {
                    var type =
                            ProblemType.ofCode(example.path("code").asString()).orElseThrow();
                    assertThat(example.path("type").asString()).isEqualTo(type.uri());
                    assertThat(example.path("title").asString()).isEqualTo(type.title());
                    assertThat(example.path("status").asInt())
                            .isEqualTo(type.status().value());
                });
    }

    @Test
    void showsExamplesThatItsSchemasAllow() {
        assertThat(ApiDescription.ofModule("platform").wrongExamples()).isEmpty();
    }

    private static JsonNode read() {
        try (var stream = DescribedProblemsTest.class.getResourceAsStream("/openapi/platform.yaml")) {
            return JsonMapper.shared()
                    .valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(stream));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

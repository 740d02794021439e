package com.lealup.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** That a wrong answer is found wrong: without this, a check that finds nothing says nothing. */
class DescribedAnswersTest {

    private static final String JSON = "application/json";

    private final ObjectNode document = (ObjectNode) JsonMapper.shared().readTree("""
            {
              "paths": {
                "/v1/things/{id}": {
                  "get": {
                    "responses": {
                      "200": {"content": {"application/json": {
                        "schema": {"$ref": "#/components/schemas/Thing"},
                        "example": {"id": "a", "at": "yesterday"}
                      }}},
                      "204": {},
                      "404": {"$ref": "#/components/responses/NotFound"}
                    }
                  }
                },
                "/v1/things/mine": {"get": {"responses": {"204": {}}}}
              },
              "components": {
                "responses": {"NotFound": {"content": {"application/problem+json": {
                  "schema": {"$ref": "#/components/schemas/Problem"}
                }}}},
                "schemas": {
                  "Thing": {
                    "type": "object",
                    "required": ["id"],
                    "properties": {
                      "id": {"type": "string"},
                      "at": {"type": "string", "format": "date-time"},
                      "owner": {"type": "object", "properties": {"name": {"type": "string"}}}
                    }
                  },
                  "Problem": {"type": "object", "required": ["code"], "additionalProperties": true,
                    "properties": {"code": {"type": "string"}}}
                }
              }
            }
            """);
    private final DescribedAnswers answers = new DescribedAnswers(document, true);

    @Test
    void acceptsWhatIsDescribed() {
        assertThat(faults(200, JSON, "{\"id\":\"a\",\"at\":\"2026-11-24T00:00:00Z\",\"owner\":{\"name\":\"Ana\"}}"))
                .isEmpty();
        assertThat(faults(204, "", "")).isEmpty();
        assertThat(faults(404, "application/problem+json;charset=UTF-8", "{\"code\":\"not_found\",\"more\":1}"))
                .isEmpty();
    }

    @Test
    void findsWhatIsNot() {
        assertThat(faults(200, JSON, "{}")).hasSize(1).first().asString().contains("id");
        assertThat(faults(200, JSON, "{\"id\":7}")).hasSize(1);
        assertThat(faults(200, JSON, "{\"id\":\"a\",\"at\":\"yesterday\"}")).hasSize(1);
        assertThat(faults(200, JSON, "{\"id\":\"a\",\"secret\":1}")).hasSize(1);
        assertThat(faults(200, JSON, "{\"id\":\"a\",\"owner\":{\"nick\":\"An\"}}"))
                .hasSize(1);
        assertThat(faults(200, JSON, "not JSON")).containsExactly("the body is not JSON");
        assertThat(faults(200, "text/html", "<p>")).containsExactly("the type text/html is not described");
        assertThat(faults(201, JSON, "{\"id\":\"a\"}")).containsExactly("the status is not described");
        assertThat(faults(204, JSON, "{}")).containsExactly("no body is described");
        assertThat(faults(404, "application/problem+json", "{}")).hasSize(1);
    }

    @Test
    void judgesByTheMostSpecificPath() {
        assertThat(answers.faultsOf("GET", "/v1/things/mine", 200, JSON, "{}"))
                .containsExactly("the status is not described");
        assertThat(answers.faultsOf("GET", "/v1/others", 200, JSON, "{}")).isEmpty();
    }

    @Test
    void takesAnyProblemWhereErrorsAreNotNamedOneByOne() {
        var part = new DescribedAnswers(document, false);

        assertThat(part.faultsOf("GET", "/v1/things/a", 503, "application/problem+json", "{\"code\":\"unavailable\"}"))
                .isEmpty();
        assertThat(part.faultsOf("GET", "/v1/things/a", 503, "application/problem+json", "{}"))
                .hasSize(1);
    }

    @Test
    void findsExamplesThatTheirSchemaDoesNotAllow() {
        assertThat(new DescribedExamples(document).wrong())
                .hasSize(1)
                .first()
                .asString()
                .contains("~1v1~1things~1{id}/get/responses/200", "date-time");
    }

    private List<String> faults(int status, String type, String body) {
        return answers.faultsOf("GET", "/v1/things/a", status, type, body);
    }
}

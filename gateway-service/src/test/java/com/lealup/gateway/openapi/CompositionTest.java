package com.lealup.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompositionTest {

    private static final Part BASE = Part.of("base.yaml", """
            openapi: 3.1.0
            tags: [{name: Things}]
            """);

    private static final String THINGS = """
            paths:
              /v1/things/{id}:
                %s:
                  operationId: %s
                  tags: [Things]
                  summary: Look at a thing
                  x-required-scope: things:read
                  parameters:
                    - {name: id, in: path, required: true, schema: {type: string}, example: a}
                  responses:
                    '200':
                      description: The thing.
                      content:
                        application/json:
                          schema: {type: object}
                          example: {}
            """;

    @Test
    void makesOneDocumentOfAllParts() {
        var document = compose(
                part("a.yaml", THINGS.formatted("get", "getThing")),
                part("b.yaml", THINGS.formatted("delete", "dropThing")));

        assertThat(document.at("/paths/~1v1~1things~1{id}").propertyNames()).containsExactly("get", "delete");
    }

    @Test
    void writesIntoAnOperationWhatHoldsByItsKind() {
        var post =
                compose(part("a.yaml", THINGS.formatted("post", "makeThing"))).at("/paths/~1v1~1things~1{id}/post");

        assertThat(post.path("security").toString()).isEqualTo("[{\"apiKey\":[\"things:read\"]},{\"session\":[]}]");
        assertThat(post.path("parameters").findValuesAsString("$ref"))
                .containsExactly("#/components/parameters/IdempotencyKey");
        assertThat(post.path("responses").propertyNames())
                .containsExactly(
                        "200", "400", "401", "402", "403", "404", "405", "406", "409", "413", "415", "422", "429",
                        "500", "503");
        assertThat(post.at("/responses/200/headers").propertyNames()).contains("X-Request-Id", "Idempotent-Replayed");
    }

    @Test
    void demandsNothingOfThoseWhoReadWhatIsOpen() {
        var open = THINGS.formatted("get", "getThing").replace("x-required-scope: things:read", "security: []");

        var get = compose(part("a.yaml", open)).at("/paths/~1v1~1things~1{id}/get");

        assertThat(get.path("security")).isEmpty();
        assertThat(get.path("responses").propertyNames()).doesNotContain("401", "402", "403", "409", "422");
    }

    @Test
    void refusesATextThatBrokeInTwo() {
        var broken =
                THINGS.formatted("get", "getThing").replace("schema: {type: object}", "schema: {title: One, or two.}");

        assertThatComposing(part("a.yaml", broken))
                .contains("nothing is said at")
                .contains("\"or two.\"");
    }

    @Test
    void refusesWhatTwoPartsBothSay() {
        var one = THINGS.formatted("get", "getThing");
        var other = one.replace("{id}", "{thing}")
                .replace("name: id", "name: thing")
                .replace("getThing", "seeThing");

        assertThatComposing(part("a.yaml", one), part("b.yaml", one))
                .contains("paths /v1/things/{} get is in a.yaml and in b.yaml");
        assertThatComposing(part("a.yaml", one), part("b.yaml", other))
                .contains("paths /v1/things/{} get is in a.yaml and in b.yaml");
        assertThatComposing(
                        part("a.yaml", "components: {schemas: {Thing: {type: object}}}"),
                        part("b.yaml", "components: {schemas: {Thing: {type: object}}}"))
                .contains("components schemas Thing is in a.yaml and in b.yaml");
    }

    @Test
    void refusesWhatIsIncomplete() {
        var thing = THINGS.formatted("get", "getThing");

        assertThatComposing(part("a.yaml", thing.replace("example: {}", "")))
                .contains("GET /v1/things/{id} shows no example of its answer 200");
        assertThatComposing(part("a.yaml", thing.replace("x-required-scope: things:read", "")))
                .contains("GET /v1/things/{id} says neither x-required-scope nor security");
        assertThatComposing(part("a.yaml", thing.replace("[Things]", "[Other]")))
                .contains("GET /v1/things/{id} has no tag that is declared");
        assertThatComposing(part("a.yaml", thing.replace("name: id", "name: key")))
                .contains("describes the path variables [key], its path has [id]");
        assertThatComposing(part("a.yaml", thing), part("b.yaml", THINGS.formatted("delete", "getThing")))
                .contains("DELETE /v1/things/{id} needs an operationId of its own");
    }

    @Test
    void refusesReferencesToNothingAndComponentsOfNobody() {
        var thing = THINGS.formatted("get", "getThing");

        assertThatComposing(part("a.yaml", thing.replace("{type: object}", "{$ref: '#/components/schemas/Thing'}")))
                .contains("nothing is at #/components/schemas/Thing");
        assertThatComposing(part("a.yaml", thing), part("b.yaml", "components: {schemas: {Thing: {type: object}}}"))
                .contains("nobody refers to #/components/schemas/Thing");
    }

    @Test
    void refusesAKeyThatComesTwice() {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> Part.of("a.yaml", "tags: []\ntags: []\n"))
                .withMessageContaining("a.yaml")
                .withMessageContaining("duplicate key tags");
    }

    @Test
    void readsDatesAndNoAsText() {
        var part = Part.of("a.yaml", "on: no\nat: 2026-11-24\n");

        assertThat(part.content().toString()).isEqualTo("{\"on\":\"no\",\"at\":\"2026-11-24\"}");
    }

    private static Part part(String name, String yaml) {
        return Part.of(name, yaml);
    }

    /** With conventions that refer to what is there. */
    private static JsonNode compose(Part... parts) {
        return Composition.of(Stream.concat(Stream.of(BASE, TestConventions.PART), Stream.of(parts))
                .toList());
    }

    private static AbstractStringAssert<?> assertThatComposing(Part... parts) {
        try {
            compose(parts);
        } catch (InvalidDocumentException e) {
            return assertThat(e.getMessage());
        }
        throw new AssertionError("These parts should have been refused: " + List.of(parts));
    }
}

package com.lealup.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.GatewayTestBase;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Holds the document against what runs. */
class OpenApiIT extends GatewayTestBase {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    private final JsonNode document = read();

    @Test
    void documentsEveryHandlerOfTheGateway() {
        var undocumented = new TreeSet<String>();
        handlers.getHandlerMethods().forEach((info, handler) -> {
            if (ErrorController.class.isAssignableFrom(handler.getBeanType())) {
                return;
            }
            for (var path : info.getPatternValues()) {
                if (path.startsWith("/internal/") || path.startsWith("/operator/") || path.equals("/page.css")) {
                    continue;
                }
                info.getMethodsCondition().getMethods().forEach(method -> {
                    var name = method.name().toLowerCase(Locale.ROOT);
                    if (document.path("paths").path(path).path(name).isMissingNode()) {
                        undocumented.add(method + " " + path);
                    }
                });
            }
        });

        assertThat(undocumented).isEmpty();
    }

    /**
     * Every documented path is answered: by a handler here or by the service behind the route, never by a 404 of ours.
     */
    @Test
    void answersEveryDocumentedOperation() throws InterruptedException {
        var ours = new HashSet<String>();
        handlers.getHandlerMethods().keySet().forEach(info -> ours.addAll(info.getPatternValues()));
        var key = newWorkspace().key();

        for (var path : document.path("paths").properties()) {
            if (ours.contains(path.getKey())) {
                continue;
            }
            var concrete = path.getKey().replaceAll("\\{[^}]+}", "01KAR4T2H3M7Q9S1V5X8Z0B2D4");
            var answer = get(key, concrete);
            if (answer.status() == 200) {
                assertThat(UPSTREAM.next().target()).isEqualTo(concrete);
            } else {
                // No webhook-service runs in these tests; that its route exists shows in the 503.
                assertThat(answer.status()).as(concrete).isEqualTo(503);
            }
        }
    }

    @Test
    void saysOfEveryOperationWhatItNeedsAndHowItFails() {
        var ids = new HashSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(entry -> {
                    var operation = entry.getValue();
                    var name = entry.getKey() + " " + path.getKey();
                    assertThat(operation.path("operationId").asString(""))
                            .as(name)
                            .isNotEmpty();
                    assertThat(ids.add(operation.path("operationId").asString()))
                            .as(name)
                            .isTrue();
                    assertThat(operation.has("security")).as(name).isTrue();
                    if (!operation.path("security").isEmpty()) {
                        assertThat(operation.path("responses").propertyNames())
                                .as(name)
                                .contains("400", "401", "405", "406", "500", "503");
                        assertThat(hasExample(operation)).as(name).isTrue();
                    }
                    for (var variable : variables(path.getKey())) {
                        assertThat(parameterNames(operation)).as(name).contains(variable);
                    }
                }));
    }

    @Test
    void refersOnlyToWhatExists() {
        document.findValuesAsString("$ref").forEach(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        });
    }

    private boolean hasExample(JsonNode operation) {
        var success = operation.path("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .findFirst()
                .orElseThrow();
        return success.getKey().equals("204")
                || success.getValue().at("/content/application~1json/example").isObject();
    }

    private Set<String> parameterNames(JsonNode operation) {
        var names = new HashSet<String>();
        operation
                .path("parameters")
                .forEach(parameter -> names.add(
                        parameter.has("$ref")
                                ? document.at(parameter.path("$ref").asString().substring(1))
                                        .path("name")
                                        .asString()
                                : parameter.path("name").asString()));
        return names;
    }

    private static Set<String> variables(String path) {
        var names = new HashSet<String>();
        java.util.regex.Pattern.compile("\\{([^}]+)}")
                .matcher(path)
                .results()
                .forEach(found -> names.add(found.group(1)));
        return names;
    }

    private static JsonNode read() {
        try (var stream = OpenApiIT.class.getResourceAsStream("/openapi/openapi.json")) {
            return JSON.readTree(stream);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package com.lealup.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a service says of its API in {@code openapi/<module>.yaml}, to hold its handlers and its answers against. */
public final class ApiDescription {

    private static final Map<String, ApiDescription> OF_MODULES = new ConcurrentHashMap<>();

    private final ObjectNode document;
    private final DescribedAnswers answers;

    private ApiDescription(ObjectNode document, boolean complete) {
        this.document = document;
        this.answers = new DescribedAnswers(document, complete);
    }

    /** The part of a module, from the class path, with what the platform says for all. */
    public static ApiDescription ofModule(String module) {
        return OF_MODULES.computeIfAbsent(module, name -> {
            var part = part(name);
            merge(part, part("platform"));
            return new ApiDescription(part, false);
        });
    }

    /** The whole document, in which every operation names every error. */
    public static ApiDescription ofDocument(String json) {
        return new ApiDescription((ObjectNode) JsonMapper.shared().readTree(json), true);
    }

    /** What differs between the handlers and the description, empty if nothing does. */
    public List<String> differencesFrom(RequestMappingHandlerMapping handlers) {
        return new DescribedHandlers(document).differencesFrom(handlers);
    }

    /** Examples that their schema does not allow, empty if there are none. */
    public List<String> wrongExamples() {
        return new DescribedExamples(document).wrong();
    }

    /**
     * Fails if the answer is not one that the description allows: the status, the type, the body field by field. A
     * request that no operation describes is not judged.
     */
    public <T> HttpResponse<T> check(HttpResponse<T> response) {
        var body = switch (response.body()) {
            case String text -> text;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            default -> "";
        };
        var faults = answers.faultsOf(
                response.request().method(),
                response.request().uri().getRawPath(),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers().firstValue("Content-Encoding").isPresent() ? "" : body);
        if (!faults.isEmpty()) {
            throw new AssertionError("%s %s answered %d, other than described: %s\n%s"
                    .formatted(
                            response.request().method(),
                            response.request().uri().getRawPath(),
                            response.statusCode(),
                            faults,
                            body));
        }
        return response;
    }

    private static ObjectNode part(String module) {
        var name = "/openapi/" + module + ".yaml";
        try (var stream = ApiDescription.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("There is no " + name + " on the class path");
            }
            var settings = LoadSettings.builder().setLabel(name).build();
            return JsonMapper.shared().valueToTree(new Load(settings).loadFromInputStream(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(ObjectNode target, JsonNode more) {
        more.properties().forEach(entry -> {
            if (target.get(entry.getKey()) instanceof ObjectNode both) {
                merge(both, entry.getValue());
            } else {
                target.set(entry.getKey(), entry.getValue());
            }
        });
    }
}

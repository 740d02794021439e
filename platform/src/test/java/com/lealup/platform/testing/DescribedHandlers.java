package com.lealup.platform.testing;

import com.lealup.platform.http.QueryParameters;
import com.lealup.platform.http.ReadsParameters;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Open;
import com.lealup.platform.identity.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Compares the public handlers of a service with the operations its part describes. */
final class DescribedHandlers {

    /** What carries the other answers, and is no answer itself. */
    private static final Set<MediaType> ASSETS =
            Set.of(MediaType.valueOf("text/css"), MediaType.valueOf("text/javascript"));

    /** What HTTP has for every resource, and what Spring MVC reads by itself. */
    private static final Set<String> NOT_COMPARED = Set.of("Accept-Encoding", "If-None-Match");

    private final JsonNode document;
    private final List<String> differences = new ArrayList<>();
    private final Set<String> handled = new HashSet<>();

    DescribedHandlers(JsonNode document) {
        this.document = document;
    }

    List<String> differencesFrom(RequestMappingHandlerMapping handlers) {
        handlers.getHandlerMethods().forEach((info, handler) -> {
            if (isPublic(info, handler)) {
                info.getPatternValues()
                        .forEach(path -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> compare(method.name(), path, info, handler)));
            }
        });
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().forEach(method -> {
                    var name = method.toUpperCase(Locale.ROOT) + " " + path.getKey();
                    if (!handled.contains(name)) {
                        differences.add(name + " is described, but no handler answers it");
                    }
                }));
        return differences.stream().sorted().toList();
    }

    private static boolean isPublic(RequestMappingInfo info, HandlerMethod handler) {
        return !ErrorController.class.isAssignableFrom(handler.getBeanType())
                && info.getPatternValues().stream()
                        .noneMatch(path -> path.startsWith("/internal/") || path.startsWith("/operator/"))
                && info.getProducesCondition().getProducibleMediaTypes().stream()
                        .noneMatch(type -> ASSETS.stream().anyMatch(type::equalsTypeAndSubtype));
    }

    private void compare(String method, String path, RequestMappingInfo info, HandlerMethod handler) {
        var name = method + " " + path;
        handled.add(name);
        var operation = document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            differences.add(name + " is not described");
            return;
        }
        compareAccess(name, operation, handler);
        compare(name, "query parameters", parameters(operation, "query"), queryOf(handler));
        compare(name, "headers", parameters(operation, "header"), headersOf(handler));
        compareBody(name, operation, info, handler);
        if (method.equals("POST")) {
            compareIdempotency(name, operation, handler);
        }
    }

    private void compareAccess(String name, JsonNode operation, HandlerMethod handler) {
        var scope = handler.getMethodAnnotation(RequiresScope.class);
        if (scope != null) {
            compare(name, "scope", operation.path("x-required-scope").asString("none"), scope.value());
        }
        var described = operation.path("security").isArray()
                && operation.path("security").isEmpty();
        compare(name, "being open to all", described, handler.hasMethodAnnotation(Open.class));
    }

    private void compareBody(String name, JsonNode operation, RequestMappingInfo info, HandlerMethod handler) {
        var body = operation.path("requestBody");
        var reads = Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class)
                        || HttpServletRequest.class.isAssignableFrom(parameter.getParameterType()));
        if (!body.isMissingNode() && !reads) {
            differences.add(name + " describes a body that the handler does not read");
        }
        var consumed = new TreeSet<String>();
        info.getConsumesCondition().getConsumableMediaTypes().forEach(type -> consumed.add(type.toString()));
        if (!consumed.isEmpty()) {
            compare(
                    name,
                    "types of the body",
                    new TreeSet<>(body.path("content").propertyNames()),
                    consumed);
        }
    }

    /** Whether answers are kept for repeated requests shows in the controller's collaborators. */
    private void compareIdempotency(String name, JsonNode operation, HandlerMethod handler) {
        var keeps = Arrays.stream(ClassUtils.getUserClass(handler.getBeanType()).getDeclaredFields())
                .anyMatch(field -> Idempotency.class.isAssignableFrom(field.getType())
                        || field.getType().getSimpleName().contains("Idempot"));
        var described = !operation.path("x-idempotency-key").asString("").equals("none");
        if (described && !keeps) {
            differences.add(name + " is described as taking an Idempotency-Key, but its controller knows of none");
        }
    }

    private Set<String> parameters(JsonNode operation, String in) {
        var names = new TreeSet<String>();
        operation.path("parameters").forEach(parameter -> {
            var resolved = parameter.has("$ref")
                    ? document.at(parameter.path("$ref").asString().substring(1))
                    : parameter;
            if (resolved.path("in").asString().equals(in)) {
                names.add(resolved.path("name").asString());
            }
        });
        names.removeIf(NOT_COMPARED::contains);
        return names;
    }

    private static Set<String> queryOf(HandlerMethod handler) {
        var names = new TreeSet<String>();
        for (var parameter : handler.getMethodParameters()) {
            var annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                names.add(named(annotation.name(), parameter));
            }
            var composed = parameter.getParameterType().getAnnotation(ReadsParameters.class);
            if (composed != null) {
                names.addAll(List.of(composed.value()));
            }
        }
        var declared = handler.getMethodAnnotation(QueryParameters.class);
        if (declared != null) {
            names.addAll(List.of(declared.value()));
        }
        return names;
    }

    private static Set<String> headersOf(HandlerMethod handler) {
        var names = new TreeSet<String>();
        for (var parameter : handler.getMethodParameters()) {
            var annotation = parameter.getParameterAnnotation(RequestHeader.class);
            if (annotation != null) {
                names.add(named(annotation.name(), parameter));
            }
        }
        names.removeIf(NOT_COMPARED::contains);
        return names;
    }

    private static String named(String name, MethodParameter parameter) {
        return name.isEmpty() ? parameter.getParameter().getName() : name;
    }

    private void compare(String name, String what, Object described, Object handled) {
        if (!described.equals(handled)) {
            differences.add("%s: %s described as %s, handled as %s".formatted(name, what, described, handled));
        }
    }
}

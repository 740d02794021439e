package com.lealup.platform.http;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * The query parameters a handler reads.
 *
 * @param any whether it takes all, as a map
 */
record KnownParameters(Set<String> once, Set<String> repeatable, boolean any) {

    static KnownParameters of(HandlerMethod method) {
        var once = new HashSet<String>();
        var repeatable = new HashSet<String>();
        var any = false;
        for (var parameter : method.getMethodParameters()) {
            var annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                var type = parameter.getParameterType();
                if (Map.class.isAssignableFrom(type)) {
                    any = true;
                } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
                    repeatable.add(name(annotation, parameter));
                } else {
                    once.add(name(annotation, parameter));
                }
            }
            var composed = parameter.getParameterType().getAnnotation(ReadsParameters.class);
            if (composed != null) {
                once.addAll(Set.of(composed.value()));
            }
        }
        var declared = method.getMethodAnnotation(QueryParameters.class);
        if (declared != null) {
            once.addAll(Set.of(declared.value()));
        }
        return new KnownParameters(Set.copyOf(once), Set.copyOf(repeatable), any);
    }

    boolean contains(String name) {
        return any || once.contains(name) || repeatable.contains(name);
    }

    boolean mayRepeat(String name) {
        return any || repeatable.contains(name);
    }

    private static String name(RequestParam annotation, MethodParameter parameter) {
        return annotation.name().isEmpty() ? parameter.getParameter().getName() : annotation.name();
    }
}

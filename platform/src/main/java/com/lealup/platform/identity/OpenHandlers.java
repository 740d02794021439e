package com.lealup.platform.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Knows the {@link Open} handlers before Spring MVC has chosen one. A request it lets pass may still end at another,
 * more specific handler; that one's interceptor then finds no caller and refuses.
 */
final class OpenHandlers {

    private final Supplier<List<RequestMappingInfo>> open;

    OpenHandlers(Supplier<RequestMappingHandlerMapping> mapping) {
        this.open = SingletonSupplier.of(() -> mapping.get().getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().hasMethodAnnotation(Open.class))
                .map(entry -> entry.getKey())
                // The body's format is none of our business: 415 is the answer to a wrong one, not 401.
                .map(info -> info.mutate().consumes().produces().build())
                .toList());
    }

    boolean take(HttpServletRequest request) {
        var candidates = open.get();
        if (candidates.isEmpty()) {
            return false;
        }
        ServletRequestPathUtils.parseAndCache(request);
        try {
            return candidates.stream().anyMatch(info -> info.getMatchingCondition(request) != null);
        } finally {
            ServletRequestPathUtils.clearParsedRequestPath(request);
        }
    }
}

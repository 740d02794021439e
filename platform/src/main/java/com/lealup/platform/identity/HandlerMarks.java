package com.lealup.platform.identity;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Stops the service at start when a handler does not say who may call it: forgetting the annotation must not open a
 * door.
 */
final class HandlerMarks implements SmartInitializingSingleton {

    private static final List<Class<? extends Annotation>> MARKS =
            List.of(RequiresScope.class, Open.class, Internal.class);

    private final Supplier<RequestMappingHandlerMapping> mapping;

    HandlerMarks(Supplier<RequestMappingHandlerMapping> mapping) {
        this.mapping = mapping;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var faults = new TreeSet<String>();
        mapping.get().getHandlerMethods().forEach((info, method) -> {
            if (!ErrorController.class.isAssignableFrom(method.getBeanType())) {
                check(info, method, faults);
            }
        });
        if (!faults.isEmpty()) {
            throw new UnmarkedHandlersException(String.join("; ", faults));
        }
    }

    private static void check(RequestMappingInfo info, HandlerMethod method, Set<String> faults) {
        var marks = MARKS.stream().filter(method::hasMethodAnnotation).count();
        if (marks != 1) {
            faults.add(method + " carries " + marks + " of @RequiresScope, @Open and @Internal; it must carry one");
        }
        var internalPath = info.getPatternValues().stream().allMatch(HandlerMarks::isInternal);
        if (method.hasMethodAnnotation(Internal.class) != internalPath) {
            faults.add(method + " must be @Internal if and only if its path starts with /internal/");
        }
    }

    private static boolean isInternal(String pattern) {
        return pattern.startsWith(SignedCallerSource.INTERNAL_PREFIX);
    }

    /** Names every handler at fault. */
    static final class UnmarkedHandlersException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        UnmarkedHandlersException(String message) {
            super(message);
        }
    }
}

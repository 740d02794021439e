package com.lealup.platform.http;

import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Settles the formats before the handler runs: Spring MVC would find out that the answer is not acceptable only once
 * the work is done. Handlers that name other formats in their mapping are left to it.
 */
final class NegotiationInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && !HttpMethod.OPTIONS.matches(request.getMethod())
                && !ErrorController.class.isAssignableFrom(method.getBeanType())) {
            checkAccept(request);
            checkContentType(request, method);
        }
        return true;
    }

    private static void checkAccept(HttpServletRequest request) {
        var accept = String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        if (accept.isBlank() || request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) != null) {
            return;
        }
        if (acceptable(accept).stream().noneMatch(range -> range.getQualityValue() > 0 && includesJson(range))) {
            throw Problems.of(
                    ProblemType.NOT_ACCEPTABLE, "The answer is application/json; the header Accept rules that out.");
        }
    }

    private static boolean includesJson(MediaType range) {
        return range.includes(MediaType.APPLICATION_JSON) || range.isCompatibleWith(MediaType.APPLICATION_JSON);
    }

    private static List<MediaType> acceptable(String accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            throw Problems.validation(HttpHeaders.ACCEPT, "invalid_format", "must be a list of media ranges");
        }
    }

    private static void checkContentType(HttpServletRequest request, HandlerMethod method) {
        if (hasBody(request) && readsBody(method) && !declaresFormats(method) && !isJson(request.getContentType())) {
            throw Problems.unsupportedMediaType("The header Content-Type must be application/json, in UTF-8.")
                    .with(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || (request.getContentLengthLong() < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null);
    }

    private static boolean readsBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private static boolean declaresFormats(HandlerMethod method) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        return mapping != null && mapping.consumes().length > 0;
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        try {
            var type = MediaType.parseMediaType(contentType);
            var subtype = type.getSubtype().toLowerCase(Locale.ROOT);
            var charset = type.getCharset();
            return type.getType().equalsIgnoreCase("application")
                    && (subtype.equals("json") || subtype.endsWith("+json"))
                    && (charset == null || charset.equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}

package com.lealup.platform.pagination;

import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Makes a {@link PageRequest} from the query. */
final class PageRequestArgumentResolver implements HandlerMethodArgumentResolver {

    private static final int LONGEST_NUMBER = 9;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return PageRequest.class.equals(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        var request = webRequest.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("pages are asked for by HTTP");
        }
        var cursor = request.getParameter(Cursor.PARAMETER);
        return new PageRequest(
                limit(request.getParameter(PageRequest.LIMIT)),
                cursor == null ? null : CursorCodec.decode(cursor, ListIdentity.of(request)));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return PageRequest.DEFAULT_LIMIT;
        }
        var digits = !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        var limit = digits ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > PageRequest.LARGEST_LIMIT) {
            throw Problems.validation(
                    "?" + PageRequest.LIMIT,
                    "out_of_range",
                    "must be a whole number from 1 to " + PageRequest.LARGEST_LIMIT);
        }
        return limit;
    }
}

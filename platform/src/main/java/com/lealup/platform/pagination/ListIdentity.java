package com.lealup.platform.pagination;

import com.lealup.platform.identity.Callers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.TreeMap;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What makes two requests pages of the same list: workspace, path, and every query parameter but page, size and
 * patience.
 */
final class ListIdentity {

    private ListIdentity() {}

    static String of(HttpServletRequest request) {
        var filters = new TreeMap<String, String>();
        request.getParameterMap().forEach((name, values) -> filters.put(name, Arrays.toString(values)));
        filters.remove(PageRequest.LIMIT);
        filters.remove(Cursor.PARAMETER);
        filters.remove(PageRequest.WAIT);
        var workspace =
                Callers.find().map(caller -> caller.tenantId().toString()).orElse("");
        return workspace + " " + request.getRequestURI() + " " + filters;
    }

    static String ofCurrentRequest() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes servlet) {
            return of(servlet.getRequest());
        }
        throw new IllegalStateException("a page is made while a request is answered");
    }
}

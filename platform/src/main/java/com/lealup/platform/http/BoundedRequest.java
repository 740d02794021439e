package com.lealup.platform.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is inflated and bounded, and whose parameters are those of its query alone: the container would
 * read a form body to find more, past the limit.
 */
final class BoundedRequest extends HttpServletRequestWrapper {

    private final long maxBodyBytes;
    private final boolean gzip;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;
    private @Nullable Query query;

    BoundedRequest(HttpServletRequest request, long maxBodyBytes, boolean gzip) {
        super(request);
        this.maxBodyBytes = maxBodyBytes;
        this.gzip = gzip;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            var raw = super.getInputStream();
            var wire = new BoundedInputStream(raw, maxBodyBytes);
            // Both sides are counted: a stream of empty gzip members inflates to nothing and never ends.
            stream = gzip ? new BoundedInputStream(new GzipBody(wire), maxBodyBytes) : wire;
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader == null) {
            reader = new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
        return reader;
    }

    @Override
    public int getContentLength() {
        return gzip ? -1 : super.getContentLength();
    }

    @Override
    public long getContentLengthLong() {
        return gzip ? -1 : super.getContentLengthLong();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public int getIntHeader(String name) {
        return hidden(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !hidden(name))
                .toList());
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = query().values(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        var values = query().values(name);
        return values.isEmpty() ? null : values.toArray(String[]::new);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(query().names());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return query().toMap();
    }

    private Query query() {
        if (query == null) {
            query = Query.parse(getQueryString());
        }
        return query;
    }

    /** The length and the coding describe the bytes on the wire, not those a reader gets. */
    private boolean hidden(String name) {
        return gzip && List.of("content-encoding", "content-length").contains(name.toLowerCase(Locale.ROOT));
    }
}

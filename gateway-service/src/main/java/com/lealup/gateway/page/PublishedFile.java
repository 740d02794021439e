package com.lealup.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file that the build made, plain and, where that is worth it, compressed, with an {@code ETag} for each. */
public final class PublishedFile {

    private static final String CACHE = "public, max-age=300";

    private final MediaType type;
    private final byte[] plain;
    private final byte @Nullable [] compressed;
    private final String etag;

    private PublishedFile(MediaType type, byte[] plain, byte @Nullable [] compressed) {
        this.type = type;
        this.plain = plain;
        this.compressed = compressed;
        var checksum = new CRC32C();
        checksum.update(plain);
        this.etag = Long.toHexString(checksum.getValue());
    }

    /** The file of that name on the class path, which the build must have made. */
    public static PublishedFile of(MediaType type, String name) {
        return find(type, name)
                .orElseThrow(() ->
                        new IllegalStateException(name + " is not there: the build makes it, mvn process-classes"));
    }

    /** The file of that name on the class path, if there is one. */
    public static Optional<PublishedFile> find(MediaType type, String name) {
        var plain = content(name);
        return plain == null ? Optional.empty() : Optional.of(new PublishedFile(type, plain, content(name + ".gz")));
    }

    private static byte @Nullable [] content(String name) {
        var resource = new ClassPathResource(name);
        try {
            return resource.exists() ? resource.getContentAsByteArray() : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to a request with that {@code Accept-Encoding}. */
    public ResponseEntity<byte[]> answer(@Nullable String acceptEncoding) {
        return answer(acceptEncoding, new HttpHeaders());
    }

    /** The answer with further headers, of which a {@code Cache-Control} stands in place of five minutes. */
    public ResponseEntity<byte[]> answer(@Nullable String acceptEncoding, HttpHeaders headers) {
        var content = acceptsGzip(acceptEncoding) ? compressed : null;
        var answer = ResponseEntity.ok()
                .headers(headers)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .eTag(content == null ? etag : etag + "-gzip")
                .contentType(type);
        if (!headers.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            answer.header(HttpHeaders.CACHE_CONTROL, CACHE);
        }
        if (content != null) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.body(content == null ? plain : content);
    }

    private static boolean acceptsGzip(@Nullable String acceptEncoding) {
        return acceptEncoding != null
                && Arrays.stream(acceptEncoding.split(",", -1))
                        .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                        .anyMatch(coding -> coding.equals("gzip")
                                || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }
}

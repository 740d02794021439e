package com.lealup.gateway.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file that the build made, plain and compressed, with an {@code ETag} for each. */
final class PublishedFile {

    private static final String CACHE = "public, max-age=300";

    private final MediaType type;
    private final byte[] plain;
    private final byte[] compressed;
    private final String etag;

    private PublishedFile(MediaType type, byte[] plain, byte[] compressed) {
        this.type = type;
        this.plain = plain;
        this.compressed = compressed;
        var checksum = new CRC32C();
        checksum.update(plain);
        this.etag = Long.toHexString(checksum.getValue());
    }

    static PublishedFile of(MediaType type, String name) {
        try {
            return new PublishedFile(
                    type,
                    new ClassPathResource(name).getContentAsByteArray(),
                    new ClassPathResource(name + ".gz").getContentAsByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not there: the build makes it, mvn process-classes", e);
        }
    }

    /** The answer to a request with that {@code Accept-Encoding}. */
    ResponseEntity<byte[]> answer(@Nullable String acceptEncoding) {
        return answer(acceptEncoding, new HttpHeaders());
    }

    /** The answer, with further headers. */
    ResponseEntity<byte[]> answer(@Nullable String acceptEncoding, HttpHeaders headers) {
        var gzip = acceptsGzip(acceptEncoding);
        var answer = ResponseEntity.ok()
                .headers(headers)
                .header(HttpHeaders.CACHE_CONTROL, CACHE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .eTag(gzip ? etag + "-gzip" : etag)
                .contentType(type);
        if (gzip) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.body(gzip ? compressed : plain);
    }

    private static boolean acceptsGzip(@Nullable String acceptEncoding) {
        return acceptEncoding != null
                && Arrays.stream(acceptEncoding.split(",", -1))
                        .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                        .anyMatch(coding -> coding.equals("gzip")
                                || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }
}

package com.lealup.gateway.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The files of the console's build. Only what exists is kept in memory: a caller cannot make it grow. */
@Component
class BuiltFiles {

    /**
     * One of them.
     *
     * @param compressed the same with gzip; null where the build saw no gain in it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record BuiltFile(MediaType type, byte[] plain, byte @Nullable [] compressed, String etag) {}

    private static final Map<String, MediaType> TYPES = Map.of(
            "html", MediaType.valueOf("text/html;charset=UTF-8"),
            "js", MediaType.valueOf("text/javascript;charset=UTF-8"),
            "css", MediaType.valueOf("text/css;charset=UTF-8"),
            "svg", MediaType.valueOf("image/svg+xml"),
            "woff2", MediaType.valueOf("font/woff2"));

    private final ConcurrentMap<String, BuiltFile> known = new ConcurrentHashMap<>();

    /** The file of that name, a path relative to the app's. */
    Optional<BuiltFile> find(String name) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(known.computeIfAbsent(name, _ -> read(name, type)));
    }

    private static @Nullable BuiltFile read(String name, MediaType type) {
        var plain = content(name);
        if (plain == null) {
            return null;
        }
        var checksum = new CRC32C();
        checksum.update(plain);
        return new BuiltFile(type, plain, content(name + ".gz"), Long.toHexString(checksum.getValue()));
    }

    private static byte @Nullable [] content(String name) {
        var resource = new ClassPathResource("console/" + name);
        try {
            return resource.exists() ? resource.getContentAsByteArray() : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

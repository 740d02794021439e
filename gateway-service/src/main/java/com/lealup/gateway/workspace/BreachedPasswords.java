package com.lealup.gateway.workspace;

import com.lealup.platform.environment.InvalidSettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The passwords that are known to have leaked, if a list of them was given. Kept as the first 64 bits of each SHA-1, in
 * order; SHA-1 is the form in which such lists are published, and protects nothing here.
 */
@Component
class BreachedPasswords {

    private static final Pattern SHA_1 = Pattern.compile("([0-9A-Fa-f]{40})(:[0-9]+)?");

    private final long[] sorted;

    BreachedPasswords(PasswordsProperties properties) {
        this.sorted = properties.breachedList() == null ? new long[0] : read(properties.breachedList());
    }

    boolean contains(String password) {
        return Arrays.binarySearch(sorted, hash(password)) >= 0;
    }

    private static long[] read(Path file) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.isEmpty())
                    .mapToLong(BreachedPasswords::entry)
                    .sorted()
                    .toArray();
        } catch (IOException | UncheckedIOException _) {
            throw InvalidSettingException.invalid("lealup.passwords.breached-list", "must be a text file in UTF-8");
        }
    }

    private static long entry(String line) {
        var digest = SHA_1.matcher(line);
        return digest.matches()
                ? ByteBuffer.wrap(HexFormat.of().parseHex(digest.group(1))).getLong()
                : hash(line);
    }

    private static long hash(String password) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-1", e);
        }
    }
}

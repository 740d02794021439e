package com.lealup.gateway.workspace;

import com.lealup.platform.environment.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How passwords are judged and hashed.
 *
 * @param breachedList a file of passwords that nobody may choose: one a line, either as it is or as the 40 hexadecimal
 *     digits of its SHA-1, with or without {@code :count} behind; takes 8 bytes of memory a line; none when not given
 * @param concurrentHashes how many passwords are hashed at a time; raise it on machines with more than four cores when
 *     people wait to sign in. Each takes one core for its time and 19 MiB
 * @param hashWait how long a sign-in waits for its turn before it is answered with 503
 */
@ConfigurationProperties("lealup.passwords")
record PasswordsProperties(
        @Nullable Path breachedList,
        @DefaultValue("1") int concurrentHashes,
        @DefaultValue("3s") Duration hashWait) {

    /**
     * Refuses what cannot be used.
     *
     * @throws InvalidSettingException for a list that cannot be read, or a count below 1
     */
    PasswordsProperties {
        if (breachedList != null && !(Files.isRegularFile(breachedList) && Files.isReadable(breachedList))) {
            throw InvalidSettingException.invalid(
                    "lealup.passwords.breached-list", "must be a file that exists and can be read, or not be given");
        }
        if (concurrentHashes < 1) {
            throw InvalidSettingException.invalid("lealup.passwords.concurrent-hashes", "must be at least 1");
        }
    }
}

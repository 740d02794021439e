package com.lealup.local.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lealup.local.trouble.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void ofATestAreMadeOnceAndKeptForTheirOwnerAlone() throws Exception {
        // Given
        var file = folder.resolve("secrets.json");

        // When
        var first = Secrets.of(Environment.TEST, file, Map.of());
        var second = Secrets.of(Environment.TEST, file, Map.of());

        // Then
        for (Secret secret : Secret.values()) {
            assertThat(second.get(secret)).isEqualTo(first.get(secret)).isNotBlank();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void differFromFolderToFolder() {
        var one = Secrets.of(Environment.TEST, folder.resolve("one"), Map.of());
        var other = Secrets.of(Environment.TEST, folder.resolve("other"), Map.of());
        for (Secret secret : Secret.values()) {
            assertThat(one.get(secret)).isNotEqualTo(other.get(secret));
        }
    }

    @Test
    void thatOthersMayReadAreRefused() throws Exception {
        // Given
        var file = folder.resolve("secrets.json");
        Secrets.of(Environment.TEST, file, Map.of());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        // Then
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> Secrets.of(Environment.TEST, file, Map.of()))
                .withMessageContaining("chmod 600");
    }

    @Test
    void ofALiveDeploymentMustAllBeGiven() {
        // Given
        Map<String, String> given = Map.of("LEALUP_OPERATOR_TOKEN", "x".repeat(32));

        // Then
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> Secrets.of(Environment.LIVE, folder.resolve("none"), given))
                .withMessageContaining("LEALUP_KEYS_PEPPERS=<version>:<base64 of 32 bytes>")
                .satisfies(trouble -> assertThat(trouble.getMessage()).doesNotContain("LEALUP_OPERATOR_TOKEN"));
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void thatWereGeneratedForATestAreRefusedForALiveDeployment() {
        // Given
        var file = folder.resolve("secrets.json");
        var generated = Secrets.of(Environment.TEST, file, Map.of());
        Map<String, String> given =
                Arrays.stream(Secret.values()).collect(Collectors.toMap(Secret::name, secret -> "given for " + secret));
        given.put("LEALUP_KEYS_RECORD_MAC_KEY", generated.get(Secret.LEALUP_KEYS_RECORD_MAC_KEY));

        // Then
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> Secrets.of(Environment.LIVE, file, given))
                .withMessageContaining("takes no generated secrets");
    }

    @Test
    void giveEachRoleItsOwnPassword() {
        var secrets = Secrets.of(Environment.TEST, folder.resolve("secrets.json"), Map.of());
        assertThat(secrets.password("customer_api"))
                .isEqualTo(secrets.password("customer_api"))
                .isNotEqualTo(secrets.password("customer_worker"));
    }

    @Test
    void areNotPrinted() {
        var secrets = Secrets.of(Environment.TEST, folder.resolve("secrets.json"), Map.of());
        assertThat(secrets).hasToString("Secrets[hidden]");
    }
}

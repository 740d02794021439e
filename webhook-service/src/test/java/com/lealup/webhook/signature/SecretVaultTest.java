package com.lealup.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretVaultTest {

    private static final String ONE = "1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String TWO = "2:"
            + Base64.getEncoder().encodeToString("another key of thirty-two bytes!".getBytes(StandardCharsets.UTF_8));

    private final UUID owner = UUID.randomUUID();
    private final SigningSecret secret = SigningSecret.generate();

    @Test
    void opensWhatItSealed() {
        var vault = vault(ONE);

        assertThat(vault.open(vault.seal(secret, owner), owner)).isEqualTo(secret);
    }

    @Test
    void opensWhatAnOlderKeySealed() {
        var sealed = vault(ONE).seal(secret, owner);

        assertThat(vault(TWO, ONE).open(sealed, owner)).isEqualTo(secret);
        assertThat(vault(TWO, ONE).seal(secret, owner)[3]).isEqualTo((byte) 2);
        assertThatIllegalStateException().isThrownBy(() -> vault(TWO).open(sealed, owner));
    }

    @Test
    void refusesARowThatWasMovedOrTamperedWith() {
        var vault = vault(ONE);
        var sealed = vault.seal(secret, owner);

        assertThatIllegalStateException().isThrownBy(() -> vault.open(sealed, UUID.randomUUID()));
        sealed[sealed.length - 1] ^= 1;
        assertThatIllegalStateException().isThrownBy(() -> vault.open(sealed, owner));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1:", "1:AAAA", "x:AAAA", ":AAAA", "0:AAAA"})
    void refusesAMalformedKeyAndDoesNotRepeatIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecretSettings(List.of(text)))
                .withMessageContaining("LEALUP_WEBHOOKS_SECRET_KEYS should be")
                .withMessageNotContaining("AAAA");
    }

    private static SecretVault vault(String... keys) {
        return new SecretVault(new SecretSettings(List.of(keys)).keys());
    }
}

package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lealup.platform.environment.Environment;
import com.lealup.platform.environment.InvalidSettingException;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyHasherTest {

    private final ApiKeySecret secret = ApiKeySecret.generate(Environment.TEST, new SecureRandom());

    @Test
    void hashesNewKeysWithTheFirstPepper() {
        var hasher = new KeyHasher(SampleKeys.properties(2, 1));

        assertThat(hasher.hash(secret).pepperVersion()).isEqualTo(2);
    }

    @Test
    void stillFindsKeysOfAnOlderPepper() {
        var before = new KeyHasher(SampleKeys.properties(1)).hash(secret);

        assertThat(new KeyHasher(SampleKeys.properties(2, 1)).candidates(secret))
                .contains(before);
        assertThat(new KeyHasher(SampleKeys.properties(2)).candidates(secret)).doesNotContain(before);
    }

    @Test
    void givesDifferentHashesUnderDifferentPeppers() {
        var hashes = new KeyHasher(SampleKeys.properties(1, 2)).candidates(secret);

        assertThat(hashes).extracting(KeyHash::hex).doesNotHaveDuplicates().allMatch(hex -> hex.length() == 64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "x:AAAA", "0:AAAA", "1:AAAA", "1:%%%%"})
    void refusesAMalformedPepperWithoutRepeatingIt(String pepper) {
        assertThatThrownBy(() -> SampleKeys.properties(List.of(pepper), (byte) 9))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("LEALUP_KEYS_PEPPERS")
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void refusesAPepperVersionTwice() {
        assertThatThrownBy(() -> SampleKeys.properties(1, 1))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("used once");
    }
}

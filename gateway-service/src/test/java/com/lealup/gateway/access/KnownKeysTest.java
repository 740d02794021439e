package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownKeysTest {

    private final KnownKeys known = new KnownKeys();
    private final ApiKey key = SampleKeys.key();

    @Test
    void doesNotReviveARevokedKeyByALateRecord() {
        var revoked = key.revoked(SampleKeys.NOW);

        known.learn(revoked);
        known.learn(key);

        assertThat(known.find(List.of(key.hash()))).contains(revoked);
        assertThat(known.find(key.id())).contains(revoked);
    }

    @Test
    void looksAtEveryCandidate() {
        known.learn(key);

        assertThat(known.find(List.of(new KeyHash(2, "00".repeat(32)), key.hash())))
                .contains(key);
        assertThat(known.find(List.of(new KeyHash(2, key.hash().hex())))).isEmpty();
    }
}

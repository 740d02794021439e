package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownKeysTest {

    private final KnownKeys known = new KnownKeys();
    private final ApiKey key = SampleKeys.key();

    @Test
    void doesNotReviveARevokedKeyByALateRecord() {
        var revoked = key.revoked(SampleKeys.NOW);

        known.learn(revoked);
        known.learn(key);

        assertThat(known.find(key.hash()).map(KnownKey::key)).contains(revoked);
        assertThat(known.find(key.id()).map(KnownKey::key)).contains(revoked);
    }

    @Test
    void tellsHashesOfDifferentPeppersApart() {
        known.learn(key);

        assertThat(known.find(key.hash()).map(KnownKey::key)).contains(key);
        assertThat(known.find(new KeyHash(2, key.hash().hex()))).isEmpty();
    }
}

package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopesTest {

    @Test
    void letsAKeyGiveWhatItHas() {
        assertThat(Scopes.beyond(Set.of("api_keys:write", "events:write"), List.of("events:write")))
                .isEmpty();
    }

    @Test
    void namesTheFirstScopeThatIsBeyond() {
        assertThat(Scopes.beyond(Set.of("api_keys:write"), List.of("api_keys:write", "events:write", "health:read")))
                .contains("events:write");
    }

    @Test
    void letsAnAdministratorGiveEverything() {
        assertThat(Scopes.beyond(Set.of(Scopes.ADMIN), List.copyOf(Scopes.ALL))).isEmpty();
    }

    @Test
    void doesNotTakeAllScopesForAdministration() {
        var allButAdmin = Scopes.ALL.stream()
                .filter(scope -> !scope.equals(Scopes.ADMIN))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());

        assertThat(Scopes.beyond(allButAdmin, List.of(Scopes.ADMIN))).contains(Scopes.ADMIN);
    }

    @Test
    void doesNotTakeWritingForReading() {
        assertThat(Scopes.beyond(Set.of("customers:write"), List.of("customers:read")))
                .contains("customers:read");
    }
}

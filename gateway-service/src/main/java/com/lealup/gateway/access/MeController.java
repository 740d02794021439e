package com.lealup.gateway.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells callers who they are. */
@RestController
class MeController {

    private final KnownKeys known;

    MeController(KnownKeys known) {
        this.known = known;
    }

    /**
     * Who calls.
     *
     * @param role of a person; a key has none
     * @param scopes in the order in which the key was given them
     */
    record Me(
            String id,
            String email,
            String type,
            String name,
            String tenantId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String role,

            List<String> scopes) {}

    @RequiresScope("")
    @GetMapping("/v1/users/me")
    Me me(Caller caller) {
        return switch (caller.type()) {
            case API_KEY -> key(caller);
            case USER, OPERATOR ->
                me(caller, caller.role(), caller.scopes().stream().sorted().toList());
        };
    }

    private Me key(Caller caller) {
        var scopes = KeyId.parse(caller.principalId())
                .flatMap(known::find)
                .map(ApiKey::scopes)
                .orElseGet(() -> caller.scopes().stream().sorted().toList());
        return me(caller, null, scopes);
    }

    private static Me me(Caller caller, @Nullable String role, List<String> scopes) {
        return new Me(
                caller.principalId(),
                caller.email(),
                caller.type().name().toLowerCase(Locale.ROOT),
                caller.name(),
                caller.tenantId().toString(),
                role,
                scopes);
    }
}

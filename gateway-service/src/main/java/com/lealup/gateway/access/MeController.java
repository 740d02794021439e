package com.lealup.gateway.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
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
     * The caller.
     *
     * @param scopes what they may do now; for a key in the order in which it was given them
     * @param role of a person; a key has none of its own
     */
    record Me(
            String id,
            String email,
            String type,
            String name,
            String tenantId,
            List<String> scopes,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String role) {}

    @RequiresScope("")
    @GetMapping("/v1/users/me")
    Me me(Caller caller) {
        return new Me(
                caller.principalId(),
                caller.email(),
                caller.type().name().toLowerCase(Locale.ROOT),
                caller.name(),
                caller.tenantId().toString(),
                scopes(caller),
                caller.type() == PrincipalType.USER ? caller.role() : null);
    }

    private List<String> scopes(Caller caller) {
        return KeyId.parse(caller.principalId())
                .flatMap(known::find)
                .map(KnownKey::scopes)
                .orElseGet(() -> caller.scopes().stream().sorted().toList());
    }
}

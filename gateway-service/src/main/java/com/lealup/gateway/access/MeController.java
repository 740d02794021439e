package com.lealup.gateway.access;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells callers who they are. */
@RestController
class MeController {

    private final KnownKeys known;

    MeController(KnownKeys known) {
        this.known = known;
    }

    /** The scopes in the order in which the key was given them. */
    record Me(String id, String email, String type, String name, String tenantId, List<String> scopes) {}

    @RequiresScope("")
    @GetMapping("/v1/users/me")
    Me me(Caller caller) {
        var scopes = KeyId.parse(caller.principalId())
                .flatMap(known::find)
                .map(ApiKey::scopes)
                .orElseGet(() -> caller.scopes().stream().sorted().toList());
        return new Me(
                caller.principalId(),
                caller.email(),
                "api_key",
                caller.name(),
                caller.tenantId().toString(),
                scopes);
    }
}

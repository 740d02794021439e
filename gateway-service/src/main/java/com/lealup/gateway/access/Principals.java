package com.lealup.gateway.access;

import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import org.springframework.stereotype.Component;

/** Who and what stands behind a caller of any kind. */
@Component
class Principals {

    private final KnownKeys known;

    Principals(KnownKeys known) {
        this.known = known;
    }

    /** The person: the user themselves; for a key its creator, so that it can be stopped together with them. */
    UserId personBehind(Caller caller) {
        return switch (caller.type()) {
            case USER ->
                Ulids.parse(caller.principalId())
                        .map(UserId::new)
                        .orElseThrow(() -> new IllegalStateException("A user's principal id is a ULID"));
            case API_KEY -> key(caller).key().creator().id();
            case OPERATOR -> throw new IllegalStateException("No person of the workspace stands behind an operator");
        };
    }

    /** What the caller may hand out, change and take away. */
    Power powerOf(Caller caller) {
        return switch (caller.type()) {
            case USER, OPERATOR -> new Power(caller.scopes(), AllowList.ANY);
            case API_KEY -> new Power(caller.scopes(), key(caller).allowList());
        };
    }

    private KnownKey key(Caller caller) {
        return KeyId.parse(caller.principalId())
                .flatMap(known::find)
                .orElseThrow(() -> new IllegalStateException("The key of an authenticated caller is known"));
    }
}

package com.lealup.gateway.access;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import java.util.List;
import java.util.Set;

/** A key in memory, with everything that each request needs of it worked out once. */
final class KnownKey {

    private final ApiKey key;
    private final List<String> scopes;
    private final Set<String> scopeSet;
    private final AllowList allowList;
    private final String id;
    private final String role;

    KnownKey(ApiKey key) {
        this.key = key;
        this.scopes = Scopes.effective(key.scopes(), key.creator().role());
        this.scopeSet = Set.copyOf(scopes);
        this.allowList = AllowList.of(key.allowList());
        this.id = key.id().toString();
        this.role = key.creator().role().text();
    }

    ApiKey key() {
        return key;
    }

    /** What the key may do now, in the order in which it was given it: never more than its creator's role allows. */
    List<String> scopes() {
        return scopes;
    }

    AllowList allowList() {
        return allowList;
    }

    Caller caller(String address) {
        return new Caller(
                key.tenantId(),
                id,
                PrincipalType.API_KEY,
                key.name(),
                key.creator().email(),
                role,
                scopeSet,
                address,
                "");
    }
}

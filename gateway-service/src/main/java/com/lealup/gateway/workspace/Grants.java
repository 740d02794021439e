package com.lealup.gateway.workspace;

import com.lealup.platform.identity.Caller;

/** The rule that nobody raises anybody above themselves, nor touches who stands above them. */
final class Grants {

    private Grants() {}

    /**
     * Whether the caller stands at least as high as the role. A key needs the role's scopes itself, and its person's
     * role: else a key for inviting people could invite somebody who may more than the key.
     */
    static boolean reach(Caller caller, Role role) {
        // Roles are declared from the highest down. An operator has none and stands above all.
        boolean highEnough = caller.role() == null || Role.of(caller.role()).compareTo(role) <= 0;
        return highEnough && role.scopes().stream().allMatch(caller::may);
    }
}

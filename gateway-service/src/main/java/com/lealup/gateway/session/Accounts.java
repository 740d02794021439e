package com.lealup.gateway.session;

import com.lealup.gateway.workspace.EmailAddress;
import com.lealup.gateway.workspace.User;
import com.lealup.platform.identity.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people behind an address in all workspaces: what signing in, and nothing else, has to know. */
interface Accounts {

    /**
     * Somebody who could sign in.
     *
     * @param passwordHash what their password is held against
     */
    record Account(User user, String workspaceName, String passwordHash) {

        /** Hides the hash. */
        @Override
        public String toString() {
            return "Account[" + user.id() + "]";
        }
    }

    /**
     * Who has this address, is active and has a password; the longest known first, and not more than a few: nobody can
     * push others out by opening workspaces with an address that is not theirs.
     *
     * @param tenantId the one workspace that is meant; null for all
     */
    List<Account> find(EmailAddress email, @Nullable TenantId tenantId);
}

package com.lealup.gateway.workspace;

/**
 * What hangs on a person and must follow them: API keys, sessions. Whoever changes a user calls every bean of this type
 * in the transaction of the change, after the user's row was changed.
 */
public interface UserChanges {

    /**
     * Somebody's role was changed; what they made can now do no more than the new role allows.
     *
     * @param user as they are after the change
     */
    void roleChanged(User user);

    /**
     * Somebody was deactivated; what they made ends with them.
     *
     * @param user as they are after the change
     */
    void deactivated(User user);

    /**
     * Somebody has a new password; sessions that began with the old one end.
     *
     * @param user who
     */
    default void passwordChanged(User user) {}
}

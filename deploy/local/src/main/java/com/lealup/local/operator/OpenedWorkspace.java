package com.lealup.local.operator;

/**
 * A workspace as its opening shows it, once.
 *
 * @param tenantId its id
 * @param admin its administrator's login
 * @param key an API key that may do everything in it
 */
public record OpenedWorkspace(String tenantId, Admin admin, String key) {

    /** A login. */
    public record Admin(String email, String password) {

        @Override
        public String toString() {
            return "Admin[" + email + "]";
        }
    }

    @Override
    public String toString() {
        return "OpenedWorkspace[" + tenantId + "]";
    }
}

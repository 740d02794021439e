package com.lealup.local.provision;

/**
 * The passwords of a service's three roles.
 *
 * @param owner runs migrations
 * @param api answers requests, under row-level security
 * @param worker listens, relays and schedules, past row-level security
 */
public record ServicePasswords(String owner, String api, String worker) {

    @Override
    public String toString() {
        return "ServicePasswords[hidden]";
    }
}

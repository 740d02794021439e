package com.lealup.customer.account;

import com.lealup.platform.identity.TenantId;

/** Names a customer across all workspaces: the primary key of its row, and of its records on topics. */
public record CustomerKey(TenantId tenantId, CustomerId id) {

    /** The record key on topics. */
    @Override
    public String toString() {
        return tenantId + ":" + id;
    }
}

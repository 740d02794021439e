package com.lealup.ingest.customer;

import com.lealup.platform.identity.TenantId;

/** A customer of a workspace: neither half is enough to name one. */
record CustomerKey(TenantId tenantId, CustomerId customerId) {}

package com.lealup.customer.account;

import com.lealup.platform.identity.TenantId;
import java.util.List;

/** Knows which segments customers belong to at this moment. */
public interface Memberships {

    /** The same customers, each with its segments. */
    List<CustomerView> shown(TenantId tenant, List<CustomerView> customers);
}

package com.lealup.customer.workspace;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which day it is in any workspace, as workers look it up. */
@Component
public class DaysOfWorkspaces {

    private final WorkspaceDays days;

    DaysOfWorkspaces(@Worker JdbcClient jdbc) {
        this.days = new WorkspaceDays(jdbc);
    }

    /** The day of an instant there. Part of the caller's transaction. */
    public LocalDate day(TenantId tenant, Instant at) {
        return days.day(tenant, at);
    }
}

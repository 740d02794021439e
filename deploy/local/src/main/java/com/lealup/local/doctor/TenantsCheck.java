package com.lealup.local.doctor;

import com.lealup.local.provision.DatabaseRoles;
import java.sql.SQLException;
import java.util.List;

/** No tenant sees another's rows: row-level security on every table that has tenants. */
final class TenantsCheck implements Check {

    /**
     * Without a policy a table shows nothing: so are partitions, which are reached by the table that they are part of.
     */
    private static final String OPEN = """
            select c.oid::regclass::text
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where c.relkind in ('r', 'p')
              and n.nspname in ('gateway', 'customer', 'ingest', 'health', 'webhook')
              and not (c.relrowsecurity and (c.relforcerowsecurity or c.relispartition))
              and has_any_column_privilege(n.nspname || '_api', c.oid, 'select')
            order by 1
            """;

    private final DatabaseRoles.Superuser superuser;

    TenantsCheck(DatabaseRoles.Superuser superuser) {
        this.superuser = superuser;
    }

    @Override
    public String title() {
        return "tenants";
    }

    @Override
    public List<Finding> look() throws SQLException {
        try (var connection = superuser.open(DatabaseRoles.DATABASE)) {
            var open = Query.texts(connection, OPEN);
            return open.isEmpty()
                    ? List.of(Finding.fine(title(), "row-level security holds on every table that has tenants"))
                    : open.stream()
                            .map(table -> Finding.problem(
                                    title(),
                                    table + " can be read across tenants: it has no forced row-level security",
                                    "alter table " + table + " enable row level security, force row level security"))
                            .toList();
        }
    }
}

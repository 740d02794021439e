package com.lealup.local.doctor;

import com.lealup.local.part.Part;
import com.lealup.local.provision.DatabaseRoles;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The services' roles may do what they need and no more. */
final class RolesCheck implements Check {

    private final DatabaseRoles.Superuser superuser;

    RolesCheck(DatabaseRoles.Superuser superuser) {
        this.superuser = superuser;
    }

    @Override
    public String title() {
        return "roles";
    }

    @Override
    public List<Finding> look() throws SQLException {
        var findings = new ArrayList<Finding>();
        try (var connection = superuser.open(DatabaseRoles.DATABASE)) {
            for (var service : Part.services()) {
                for (var kind : List.of("owner", "api", "worker")) {
                    var role = service.schema() + "_" + kind;
                    for (var excess : Query.texts(connection, excess(role, service.schema(), kind))) {
                        findings.add(Finding.problem(
                                title(),
                                role + " " + excess,
                                "./lealup down, then ./lealup up sets the roles' attributes; revoke the rest by hand"));
                    }
                }
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.fine(title(), "the services' roles have no right that they do not need"))
                : findings;
    }

    /** Names are the parts' own, and no text from outside. */
    private static String excess(String role, String schema, String kind) {
        return """
                select 'does not exist' where not exists (select from pg_roles where rolname = '%1$s')
                union all
                select 'may do anything: it is a superuser' from pg_roles where rolname = '%1$s' and rolsuper
                union all
                select 'may make databases or roles' from pg_roles
                where rolname = '%1$s' and (rolcreatedb or rolcreaterole or rolreplication)
                union all
                select 'sees all tenants: it bypasses row-level security' from pg_roles
                where rolname = '%1$s' and rolbypassrls and '%3$s' <> 'worker'
                union all
                select 'has the rights of ' || granted.rolname from pg_auth_members
                join pg_roles member on member.oid = pg_auth_members.member
                join pg_roles granted on granted.oid = pg_auth_members.roleid
                where member.rolname = '%1$s'
                union all
                select 'may change the tables of ' || nspname from pg_namespace, pg_roles
                where rolname = '%1$s' and nspname = '%2$s' and '%3$s' <> 'owner'
                  and has_schema_privilege(pg_roles.oid, pg_namespace.oid, 'create')
                union all
                select 'may use the schema ' || nspname from pg_namespace, pg_roles
                where rolname = '%1$s' and nspname <> '%2$s'
                  and nspname in ('gateway', 'customer', 'ingest', 'health', 'webhook')
                  and has_schema_privilege(pg_roles.oid, pg_namespace.oid, 'usage')
                """.formatted(role, schema, kind);
    }
}

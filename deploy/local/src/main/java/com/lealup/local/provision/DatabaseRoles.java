package com.lealup.local.provision;

import com.lealup.local.trouble.Trouble;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

/** Makes databases, schemas and the three roles of each service; what is there already is brought up to date. */
public final class DatabaseRoles {

    /** The database of all services. */
    public static final String DATABASE = "lealup";

    /** The registry's database and role. */
    public static final String REGISTRY = "registry";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*");

    /** Taken while roles are made: two at once would see each other's halves. */
    private static final long LOCK = 5_137_001;

    /** Opens a connection as superuser to the database of that name. */
    public interface Superuser {
        Connection open(String database) throws SQLException;
    }

    private final Superuser superuser;

    public DatabaseRoles(Superuser superuser) {
        this.superuser = superuser;
    }

    /** The registry's database, owned by its role. */
    public void registry(String password) {
        run("postgres", statement -> {
            role(statement, REGISTRY, password, "login");
            database(statement, REGISTRY, REGISTRY);
        });
    }

    /** The database that the services share. */
    public void lealup() {
        run("postgres", statement -> database(statement, DATABASE, "postgres"));
        run(DATABASE, statement -> statement.execute("revoke all on schema public from public"));
    }

    /** One service's schema and roles. */
    public void service(String schema, ServicePasswords passwords) {
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException("a schema's name should be lower-case letters, not " + schema);
        }
        String owner = schema + "_owner";
        String api = schema + "_api";
        String worker = schema + "_worker";
        run(DATABASE, statement -> {
            role(statement, owner, passwords.owner(), "login nobypassrls");
            role(statement, api, passwords.api(), "login nobypassrls");
            role(statement, worker, passwords.worker(), "login bypassrls");
            for (String sql : grants(schema, owner, api, worker)) {
                statement.execute(sql);
            }
        });
    }

    private static List<String> grants(String schema, String owner, String api, String worker) {
        String both = api + ", " + worker;
        String defaults = "alter default privileges for role " + owner + " in schema " + schema + " grant ";
        return List.of(
                "create schema if not exists " + schema + " authorization " + owner,
                "grant connect on database " + DATABASE + " to " + owner + ", " + both,
                "grant usage on schema " + schema + " to " + both,
                defaults + "select, insert, update, delete on tables to " + both,
                defaults + "usage, select on sequences to " + both,
                "alter role " + owner + " set search_path = " + schema,
                "alter role " + api + " set search_path = " + schema,
                "alter role " + worker + " set search_path = " + schema);
    }

    private static void role(Statement statement, String name, String password, String attributes) throws SQLException {
        if (!exists(statement, "select from pg_roles where rolname = '" + name + "'")) {
            statement.execute("create role " + name);
        }
        statement.execute(
                "alter role " + name + " with " + attributes + " password " + statement.enquoteLiteral(password));
    }

    private static void database(Statement statement, String name, String owner) throws SQLException {
        if (!exists(statement, "select from pg_database where datname = '" + name + "'")) {
            statement.execute("create database " + name + " owner " + owner);
            statement.execute("revoke all on database " + name + " from public");
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private void run(String database, Work work) {
        try (Connection connection = superuser.open(database);
                Statement statement = connection.createStatement()) {
            // A session's lock and not a transaction's: a database cannot be made in one. Closing releases it.
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            work.on(statement);
        } catch (SQLException e) {
            throw new Trouble("PostgreSQL cannot be prepared: " + e.getMessage(), e);
        }
    }
}

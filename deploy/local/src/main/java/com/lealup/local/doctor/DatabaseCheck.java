package com.lealup.local.doctor;

import com.lealup.local.home.Checkout;
import com.lealup.local.part.Part;
import com.lealup.local.provision.DatabaseRoles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The database's clock, and its tables as this build expects them. */
final class DatabaseCheck implements Check {

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);
    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

    private final DatabaseRoles.Superuser superuser;
    private final Checkout checkout;
    private final InstantSource clock;

    DatabaseCheck(DatabaseRoles.Superuser superuser, Checkout checkout, InstantSource clock) {
        this.superuser = superuser;
        this.checkout = checkout;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "database";
    }

    @Override
    public List<Finding> look() throws SQLException, IOException {
        var findings = new ArrayList<Finding>();
        try (var connection = superuser.open(DatabaseRoles.DATABASE)) {
            findings.add(clock(connection));
            var ofPlatform = newest(checkout.root().resolve("platform/src/main/resources/db/platform"));
            for (var service : Part.services()) {
                var own = newest(checkout.root().resolve(service.title() + "/src/main/resources/db/migration"));
                findings.add(migrations(connection, service, "platform_schema_history", ofPlatform));
                findings.add(migrations(connection, service, "schema_history", own));
            }
        }
        return findings;
    }

    private Finding clock(Connection connection) throws SQLException {
        var before = clock.instant();
        var there = Instant.parse(Query.text(
                connection,
                "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
        var after = clock.instant();
        var version = Query.text(connection, "show server_version");
        return there.isBefore(before.minus(CLOCKS_DIFFER)) || there.isAfter(after.plus(CLOCKS_DIFFER))
                ? Finding.problem(
                        title(),
                        "the clock of PostgreSQL says " + there + " and this machine's " + after,
                        "keep all clocks with NTP: tokens between services are good for 30 s")
                : Finding.fine(title(), "PostgreSQL " + version + ", its clock is this machine's");
    }

    private Finding migrations(Connection connection, Part service, String history, int expected) throws SQLException {
        if (expected == 0) {
            return Finding.fine(title(), service.schema() + " has no tables of its own");
        }
        var schema = service.schema();
        var table = schema + "." + history;
        if (Query.text(connection, "select coalesce(to_regclass('" + table + "')::text, '')")
                .isEmpty()) {
            return Finding.problem(
                    title(), schema + " has no tables yet", "start " + service.title() + ": it makes them");
        }
        var newest = Integer.parseInt(
                Query.text(connection, "select coalesce(max(version::int) filter (where success), 0) from " + table));
        var failed = Query.text(connection, "select count(*) from " + table + " where not success");
        if (!failed.equals("0")) {
            return Finding.problem(
                    title(), "a migration of " + table + " failed", "./lealup logs " + service.title() + " says why");
        }
        if (newest < expected) {
            return Finding.problem(
                    title(),
                    table + " is at version " + newest + " and this build expects " + expected,
                    "./lealup restart " + service.title());
        }
        return newest == expected
                ? Finding.fine(title(), table + " is at version " + expected)
                : Finding.warning(
                        title(),
                        table + " is at version " + newest + ", newer than this build's " + expected,
                        "run the build that made it: an older one may not know what it reads");
    }

    private static int newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> MIGRATION.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(name -> Integer.parseInt(name.group(1)))
                    .max()
                    .orElse(0);
        }
    }
}

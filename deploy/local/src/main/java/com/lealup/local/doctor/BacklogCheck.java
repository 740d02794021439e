package com.lealup.local.doctor;

import com.lealup.local.part.Part;
import com.lealup.local.provision.DatabaseRoles;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Nothing waits that should have been done: outboxes, consumers, dead letters, webhooks. */
final class BacklogCheck implements Check {

    private static final long OUTBOX_SECONDS = 30;
    private static final long LAG = 10_000;
    private static final int PATIENCE_SECONDS = 10;

    private final DatabaseRoles.Superuser superuser;
    private final Supplier<Admin> admins;

    BacklogCheck(DatabaseRoles.Superuser superuser, Supplier<Admin> admins) {
        this.superuser = superuser;
        this.admins = admins;
    }

    @Override
    public String title() {
        return "backlog";
    }

    @Override
    public List<Finding> look() throws SQLException, ExecutionException, InterruptedException, TimeoutException {
        var findings = new ArrayList<Finding>();
        try (var connection = superuser.open(DatabaseRoles.DATABASE);
                var admin = admins.get()) {
            for (var service : Part.services()) {
                outbox(connection, service, findings);
                deadLetters(connection, service, findings);
                lag(connection, admin, service, findings);
            }
            webhooks(connection, findings);
        }
        return findings.isEmpty()
                ? List.of(Finding.fine(title(), "nothing waits that should have been done"))
                : findings;
    }

    private void outbox(Connection connection, Part service, List<Finding> findings) throws SQLException {
        var oldest = Long.parseLong(Query.text(
                connection,
                "select coalesce(extract(epoch from now() - min(created_at)), 0)::bigint from " + service.schema()
                        + ".outbox"));
        if (oldest > OUTBOX_SECONDS) {
            findings.add(Finding.problem(
                    title(),
                    "a fact of " + service.title() + " has waited " + oldest + " s for Kafka",
                    "is Kafka there, and does ./lealup logs " + service.title() + " say why it is refused?"));
        }
    }

    private void deadLetters(Connection connection, Part service, List<Finding> findings) throws SQLException {
        for (var waiting : Query.texts(
                connection,
                "select count(*) || ' records that ' || consumer_group || ' could not process wait: ' || code from "
                        + service.schema() + ".dead_letters where state = 'waiting' group by consumer_group, code")) {
            findings.add(
                    Finding.warning(
                            title(),
                            waiting,
                            "GET /v1/dead-letters, or /operator/dead-letters, says why; repair the cause, then POST …/redrive"));
        }
    }

    /** Marks of transactions count as records, so that a little is always left. */
    private void lag(Connection connection, Admin admin, Part service, List<Finding> findings)
            throws SQLException, ExecutionException, InterruptedException, TimeoutException {
        var behind = new HashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select consumer_group, topic, partition, next_offset from "
                        + service.schema() + ".consumer_offsets")) {
            while (rows.next()) {
                var partition = new TopicPartition(rows.getString(2), rows.getInt(3));
                var end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .offset();
                behind.merge(rows.getString(1), Math.max(0, end - rows.getLong(4)), Long::sum);
            }
        }
        behind.forEach((group, records) -> {
            if (records > LAG) {
                findings.add(Finding.warning(
                        title(),
                        group + " is " + records + " records behind",
                        "it catches up if " + service.title() + " is healthy; if the number grows, add an instance"));
            }
        });
    }

    private void webhooks(Connection connection, List<Finding> findings) throws SQLException {
        var late = Query.text(
                connection,
                "select count(*) from webhook.deliveries where status = 'pending' and send_at < now() - interval '1 minute'");
        if (!late.equals("0")) {
            findings.add(Finding.warning(
                    title(),
                    late + " webhooks are a minute late or more",
                    "an endpoint is slow or dead: GET /v1/webhook-subscriptions/{id}/metrics says which"));
        }
    }
}

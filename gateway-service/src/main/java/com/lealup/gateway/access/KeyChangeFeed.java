package com.lealup.gateway.access;

import com.lealup.platform.database.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Listens to Postgres for changed keys, beside the keys topic: whichever of the two is alive brings a revocation in
 * time. Each new connection first reads every key, so that nothing that happened before is missed, and an old record
 * that somebody put back on the topic gives way to what is true. Every second it asks Postgres for a word, since a
 * connection that is silent may be dead.
 */
@Component
class KeyChangeFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KeyChangeFeed.class);
    private static final Duration WORD = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DataSource dataSource;
    private final KeyRows rows;
    private final KnownKeys known;
    private final Freshness freshness;

    private volatile boolean running;
    private @Nullable Thread thread;
    private boolean failing;

    KeyChangeFeed(@Worker DataSource dataSource, KeyRows rows, KnownKeys known, Freshness freshness) {
        this.dataSource = dataSource;
        this.rows = rows;
        this.known = known;
        this.freshness = freshness;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("key-change-feed").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            try {
                thread.join(WORD.multipliedBy(2));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try (var connection = dataSource.getConnection()) {
                try {
                    follow(connection);
                } finally {
                    // It still listens: not one for others to use.
                    connection.abort(Runnable::run);
                }
            } catch (SQLException | RuntimeException e) {
                failed(e);
                pause();
            }
        }
    }

    private void follow(Connection connection) throws SQLException {
        execute(connection, "listen " + KeyChange.CHANNEL);
        rows.forEach(known::learn);
        freshness.databaseSpoke();
        works();
        var postgres = connection.unwrap(PGConnection.class);
        while (running) {
            var notifications = postgres.getNotifications((int) WORD.toMillis());
            if (notifications != null && notifications.length > 0) {
                learn(notifications);
            }
            // The driver hands out what came before this answer at the next turn: nothing is passed over.
            execute(connection, "select");
            freshness.databaseSpoke();
        }
    }

    private void learn(PGNotification[] notifications) {
        List<KeyChange> news = new ArrayList<>();
        for (var notification : notifications) {
            KeyChange.parse(notification.getParameter()).filter(this::isNews).ifPresent(news::add);
        }
        if (!news.isEmpty()) {
            rows.named(news).forEach(known::learn);
        }
    }

    private boolean isNews(KeyChange change) {
        return known.find(change.keyId())
                .map(key -> key.key().revision() < change.revision())
                .orElse(true);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout((int) WORD.toSeconds());
            statement.execute(sql);
        }
    }

    private void works() {
        if (failing) {
            failing = false;
            log.atInfo().log("Postgres is listened to again for changed keys");
        }
    }

    private void failed(Exception e) {
        if (!failing) {
            failing = true;
            log.atWarn()
                    .addKeyValue("cause", e.toString())
                    .log("Postgres cannot be listened to for changed keys; the keys topic goes on alone");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

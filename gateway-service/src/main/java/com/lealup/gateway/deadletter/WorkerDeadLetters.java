package com.lealup.gateway.deadletter;

import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads and handles dead letters across tenants with the role that sees all of them. Only {@code /operator/} leads
 * here, never the public port.
 */
@Component
class WorkerDeadLetters implements AllDeadLetters {

    private static final Logger log = LoggerFactory.getLogger(WorkerDeadLetters.class);

    private final ListedDeadLetters letters;
    private final HandleDeadLetter handle;
    private final TransactionTemplate transaction;

    WorkerDeadLetters(
            @Worker JdbcClient jdbc,
            @Worker TransactionTemplate transaction,
            DeadLetterRequestPublisher publisher,
            InstantSource clock) {
        this.letters = new ListedDeadLetters(jdbc);
        this.handle = new HandleDeadLetter(letters, publisher, clock);
        this.transaction = transaction;
    }

    @Override
    public List<ListedDeadLetter> list(@Nullable UUID before, DeadLetterFilter filter, int limit) {
        return letters.before(before, filter, limit);
    }

    @Override
    public Optional<ListedDeadLetter> find(UUID id) {
        return letters.find(id);
    }

    @Override
    public Optional<ListedDeadLetter> redrive(UUID id) {
        return Objects.requireNonNull(
                transaction.execute(_ -> handle.redrive(id, letter -> note("dead_letter.redrive_requested", letter))));
    }

    @Override
    public boolean dismiss(UUID id) {
        return Boolean.TRUE.equals(
                transaction.execute(_ -> handle.dismiss(id, letter -> note("dead_letter.dismissed", letter))));
    }

    /** What belongs to no workspace is in no audit log. */
    private static void note(String action, ListedDeadLetter letter) {
        log.atInfo()
                .addKeyValue("action", action)
                .addKeyValue("letter", Ulids.format(letter.id()))
                .log("the operator handled a dead letter of no workspace");
    }
}

package com.lealup.gateway.deadletter;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The dead letters of the caller's workspace. */
@Component
public class WorkspaceDeadLetters {

    private final ListedDeadLetters letters;
    private final HandleDeadLetter handle;
    private final AuditLog audit;

    WorkspaceDeadLetters(JdbcClient jdbc, DeadLetterRequestPublisher publisher, AuditLog audit, InstantSource clock) {
        this.letters = new ListedDeadLetters(jdbc);
        this.handle = new HandleDeadLetter(letters, publisher, clock);
        this.audit = audit;
    }

    /** The newest first, from the one before {@code before} on. */
    @Transactional(readOnly = true)
    public List<ListedDeadLetter> list(@Nullable UUID before, DeadLetterFilter filter, int limit) {
        return letters.before(before, filter, limit);
    }

    /** One that nobody dismissed. */
    @Transactional(readOnly = true)
    public Optional<ListedDeadLetter> find(UUID id) {
        return letters.find(id);
    }

    /** Has its service process it again, and shows it as it stands. */
    @Transactional
    public Optional<ListedDeadLetter> redrive(Caller caller, UUID id) {
        return handle.redrive(id, letter -> audit.append(caller, act("dead_letter.redrive_requested", letter)));
    }

    /** Gives it up; false if there is none. */
    @Transactional
    public boolean dismiss(Caller caller, UUID id) {
        return handle.dismiss(id, letter -> audit.append(caller, act("dead_letter.dismissed", letter)));
    }

    private static Act act(String action, ListedDeadLetter letter) {
        var source = letter.source();
        return new Act(
                action,
                "dead_letter",
                Ulids.format(letter.id()),
                Map.of(
                        "topic",
                        source.topic(),
                        "consumer_group",
                        source.consumerGroup(),
                        "cause",
                        letter.cause().code()),
                Map.of());
    }
}

package com.lealup.gateway.deadletter;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The dead letters of all tenants and of none, for operators alone. */
public interface AllDeadLetters {

    /** The newest first, from the one before {@code before} on. */
    List<ListedDeadLetter> list(@Nullable UUID before, DeadLetterFilter filter, int limit);

    /** One that nobody dismissed. */
    Optional<ListedDeadLetter> find(UUID id);

    /** Has its service process it again, and shows it as it stands. */
    Optional<ListedDeadLetter> redrive(UUID id);

    /** Gives it up; false if there is none. */
    boolean dismiss(UUID id);
}

package com.lealup.gateway.deadletter;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Has a dead letter processed again, or gives it up, in the caller's transaction. Whoever presses while another one's
 * wish is on its way sends none of their own.
 */
final class HandleDeadLetter {

    /** A service that has not answered for so long will not mind being asked once more. */
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(1);

    private final ListedDeadLetters letters;
    private final DeadLetterRequestPublisher publisher;
    private final InstantSource clock;

    HandleDeadLetter(ListedDeadLetters letters, DeadLetterRequestPublisher publisher, InstantSource clock) {
        this.letters = letters;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Asks for it to be processed again; one that took effect meanwhile stays as it is.
     *
     * @param done is told of the letter if anything was asked
     * @return the letter as it stands; empty if there is none
     */
    Optional<ListedDeadLetter> redrive(UUID id, Consumer<ListedDeadLetter> done) {
        var found = letters.lock(id);
        found.filter(this::mayBeAsked).ifPresent(locked -> {
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            letters.requestRedrive(id, at);
            publisher.redrive(locked.letter(), at);
            done.accept(locked.letter());
        });
        return found.flatMap(_ -> letters.find(id));
    }

    /**
     * Gives it up: it leaves the list, and its service forgets the record.
     *
     * @param done is told of the letter
     * @return whether there was one
     */
    boolean dismiss(UUID id, Consumer<ListedDeadLetter> done) {
        var found = letters.lock(id).map(ListedDeadLetters.Locked::letter);
        found.ifPresent(letter -> {
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            letters.dismiss(id, at);
            publisher.dismiss(letter, at);
            done.accept(letter);
        });
        return found.isPresent();
    }

    private boolean mayBeAsked(ListedDeadLetters.Locked locked) {
        return switch (locked.letter().state()) {
            case WAITING -> true;
            case REDRIVING ->
                locked.redriveRequestedAt() != null
                        && locked.redriveRequestedAt().plus(ANSWERED_WITHIN).isBefore(clock.instant());
            case REDRIVEN, DISMISSED -> false;
        };
    }
}

package com.lealup.gateway.attempt;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down whoever tries often. An attempt is charged before it is made and forgiven when it succeeds: a hundred at
 * once find the count as if they had come one by one.
 */
@Component
public class Attempts {

    private static final int SWEEP_EVERY = 256;
    private static final int SWEPT_AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AttemptsProperties properties;
    private final InstantSource clock;
    private final AtomicInteger charges = new AtomicInteger();

    Attempts(JdbcClient jdbc, TransactionTemplate transaction, AttemptsProperties properties, InstantSource clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** Whether an attempt may be made. */
    public sealed interface Answer {

        /** Now. */
        record Admitted() implements Answer {}

        /** Not yet. */
        record Wait(Duration duration) implements Answer {}
    }

    private record Charge(Subject subject, int free) {}

    /**
     * Charges a sign-in to the pair, to the account and to the address. An address that has signed in there before does
     * not pay for the account: others cannot keep its owner out.
     */
    public Answer signIn(String email, String address) {
        var pair = new Charge(Subject.pair(email, address), properties.perPair());
        var account = new Charge(Subject.account(email), properties.perAccount());
        var from = new Charge(Subject.address(address), properties.perAddress());
        return charge(hasSucceeded(pair.subject()) ? List.of(pair, from) : List.of(pair, account, from));
    }

    /** Takes back what a sign-in was charged, once it has succeeded. */
    public void signedIn(String email, String address) {
        var now = now();
        transaction.executeWithoutResult(_ -> {
            forget(Subject.pair(email, address), now);
            forget(Subject.account(email), now);
            // Not to zero: whoever has an account of their own must not buy guesses at others' with it.
            giveBack(Subject.address(address), now);
        });
    }

    /** Forgets what was tried at an account, once its owner has shown otherwise who they are. */
    public void forgive(String email, String address) {
        var now = now();
        forget(Subject.pair(email, address), now);
        forget(Subject.account(email), now);
    }

    /** Charges a sign-up. */
    public Answer signUp(String address) {
        return charge(List.of(new Charge(Subject.signUp(address), properties.signUpsPerAddress())));
    }

    /** Charges a wish for a mail to whoever has lost their password: to the account and to the address. */
    public Answer lostPassword(String email, String address) {
        return charge(List.of(
                new Charge(Subject.lostPassword(email), properties.lostPasswordsPerAccount()),
                new Charge(Subject.lostPasswordsFrom(address), properties.lostPasswordsPerAddress())));
    }

    /**
     * Charges a mail that somebody of a workspace has sent to somebody: to whom it goes, and to the workspace. Within a
     * transaction it is charged with that; one in which it must wait can only roll back.
     */
    public Answer mail(String email, String tenantId) {
        return charge(List.of(
                new Charge(Subject.mailed(email), properties.mailsPerAccount()),
                new Charge(Subject.mailsOf(tenantId), properties.mailsPerWorkspace())));
    }

    private Answer charge(List<Charge> wanted) {
        var now = now();
        if (charges.incrementAndGet() % SWEEP_EVERY == 0) {
            sweep(now);
        }
        return transaction.execute(status -> {
            for (var charge : wanted) {
                var next = refusedUntil(charge, now);
                if (next.isPresent()) {
                    // Who is refused pays nothing.
                    status.setRollbackOnly();
                    return new Answer.Wait(Duration.between(now, next.get()));
                }
            }
            return new Answer.Admitted();
        });
    }

    /**
     * Charges one subject; when it must wait, until when. Who need not wait leaves no time behind: another one's "now"
     * may be a moment earlier, on another thread or another instance.
     */
    private Optional<Instant> refusedUntil(Charge charge, Instant now) {
        int charged = jdbc.sql("""
                        insert into attempts (subject, failures, next_at, last_at)
                        values (:subject, 1, :forgotten, :now)
                        on conflict on constraint attempts_pkey do update
                        set failures = case when attempts.last_at < :forgotten then 1 else attempts.failures + 1 end,
                            next_at = case
                                when attempts.last_at < :forgotten or attempts.failures + 1 < :free then :forgotten
                                else :now::timestamptz + interval '1 second'
                                    * least(:longest, :first * power(2, least(attempts.failures + 1 - :free, 30)))
                            end,
                            last_at = :now
                        where attempts.next_at <= :now
                        """)
                .param("subject", charge.subject().hash())
                .param("now", Timestamp.from(now))
                .param("forgotten", Timestamp.from(now.minus(properties.forgetAfter())))
                .param("free", charge.free())
                .param("first", (double) properties.firstWait().toSeconds())
                .param("longest", (double) properties.longestWait().toSeconds())
                .update();
        return charged == 1 ? Optional.empty() : Optional.of(nextAt(charge.subject()));
    }

    private Instant nextAt(Subject subject) {
        return jdbc.sql("""
                        select next_at
                        from attempts
                        where subject = :subject
                        """)
                .param("subject", subject.hash())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private boolean hasSucceeded(Subject subject) {
        return jdbc.sql("""
                        select exists (
                            select 1
                            from attempts
                            where subject = :subject
                            and succeeded_at > :since)
                        """)
                .param("subject", subject.hash())
                .param("since", Timestamp.from(now().minus(properties.trustedFor())))
                .query(Boolean.class)
                .single();
    }

    private void forget(Subject subject, Instant now) {
        jdbc.sql("""
                        update attempts
                        set failures = 0,
                            next_at = :forgotten,
                            succeeded_at = :now
                        where subject = :subject
                        """)
                .param("subject", subject.hash())
                .param("now", Timestamp.from(now))
                .param("forgotten", Timestamp.from(now.minus(properties.forgetAfter())))
                .update();
    }

    private void giveBack(Subject subject, Instant now) {
        jdbc.sql("""
                        update attempts
                        set failures = greatest(failures - 1, 0),
                            next_at = :forgotten
                        where subject = :subject
                        """)
                .param("subject", subject.hash())
                .param("forgotten", Timestamp.from(now.minus(properties.forgetAfter())))
                .update();
    }

    /** What neither counts nor vouches for anybody any more. */
    private void sweep(Instant now) {
        jdbc.sql("""
                        delete from attempts
                        where subject in (
                            select subject
                            from attempts
                            where last_at < :forgotten
                            and (succeeded_at is null or succeeded_at < :untrusted)
                            order by last_at
                            limit :limit)
                        """)
                .param("forgotten", Timestamp.from(now.minus(properties.forgetAfter())))
                .param("untrusted", Timestamp.from(now.minus(properties.trustedFor())))
                .param("limit", SWEPT_AT_ONCE)
                .update();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

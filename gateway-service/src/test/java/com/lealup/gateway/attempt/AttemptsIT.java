package com.lealup.gateway.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.PeopleTestBase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class AttemptsIT extends PeopleTestBase {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private final String home = newAddress();

    private Instant now = START;

    private Attempts attempts() {
        InstantSource clock = () -> now;
        var properties = new AttemptsProperties(
                5,
                10,
                30,
                3,
                3,
                10,
                2,
                3,
                Duration.ofSeconds(1),
                Duration.ofMinutes(15),
                Duration.ofHours(12),
                Duration.ofDays(30));
        return new Attempts(jdbc, transaction, properties, clock);
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureButNeverLongerThanTheLongest() {
        var attempts = attempts();
        var email = newEmail();
        for (int i = 0; i < 5; i++) {
            assertThat(attempts.signIn(email, home)).isEqualTo(new Attempts.Answer.Admitted());
        }

        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            assertThat(attempts.signIn(email, home)).isEqualTo(new Attempts.Answer.Wait(Duration.ofSeconds(seconds)));
            now = now.plusSeconds(seconds);
            assertThat(attempts.signIn(email, home)).isEqualTo(new Attempts.Answer.Admitted());
        }
    }

    @Test
    void chargesNothingForAnAttemptThatWasRefused() {
        var attempts = attempts();
        var email = newEmail();
        for (int i = 0; i < 5; i++) {
            attempts.signIn(email, home);
        }

        for (int i = 0; i < 50; i++) {
            assertThat(attempts.signIn(email, home)).isEqualTo(new Attempts.Answer.Wait(Duration.ofSeconds(1)));
        }
    }

    @Test
    void admitsNoMoreOfManyAtOnceThanOneByOne() throws Exception {
        var attempts = attempts();
        var email = newEmail();
        Callable<Attempts.Answer> attempt = () -> attempts.signIn(email, home);
        int admitted = 0;

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer :
                    threads.invokeAll(Stream.generate(() -> attempt).limit(40).toList())) {
                admitted += answer.get() instanceof Attempts.Answer.Admitted ? 1 : 0;
            }
        }

        assertThat(admitted).isEqualTo(5);
    }

    /** Who asks first need not be counted first: a row's lock, or another gateway's clock, comes between. */
    @Test
    void keepsNobodyWaitingForSomebodyWhoseClockIsAMomentAhead() {
        var attempts = attempts();
        var first = newEmail();
        attempts.signIn(first, home);
        now = START.minusMillis(50);

        assertThat(attempts.signIn(newEmail(), home)).isEqualTo(new Attempts.Answer.Admitted());

        now = START;
        attempts.signedIn(first, home);
        now = START.minusMillis(50);
        assertThat(attempts.signIn(first, home)).isEqualTo(new Attempts.Answer.Admitted());
        assertThat(attempts.signIn(newEmail(), home)).isEqualTo(new Attempts.Answer.Admitted());
    }

    @Test
    void slowsDownGuessingAtOneAccountFromManyAddresses() {
        var attempts = attempts();
        var email = newEmail();
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.signIn(email, newAddress())).isEqualTo(new Attempts.Answer.Admitted());
        }

        assertThat(attempts.signIn(email, newAddress())).isEqualTo(new Attempts.Answer.Wait(Duration.ofSeconds(1)));
    }

    @Test
    void doesNotKeepThePersonOutWhomOthersAttack() {
        var attempts = attempts();
        var email = newEmail();
        attempts.signIn(email, home);
        attempts.signedIn(email, home);

        for (int i = 0; i < 40; i++) {
            attempts.signIn(email, newAddress());
        }

        assertThat(attempts.signIn(email, newAddress())).isInstanceOf(Attempts.Answer.Wait.class);
        assertThat(attempts.signIn(email, home)).isEqualTo(new Attempts.Answer.Admitted());
    }

    @Test
    void letsNobodyBuyGuessesWithSuccessesOfTheirOwn() {
        var attempts = attempts();
        var own = newEmail();
        var address = newAddress();
        int guesses = 0;

        for (int i = 0; i < 100; i++) {
            if (attempts.signIn(own, address) instanceof Attempts.Answer.Admitted) {
                attempts.signedIn(own, address);
            }
            guesses += attempts.signIn(newEmail(), address) instanceof Attempts.Answer.Admitted ? 1 : 0;
        }

        assertThat(guesses).isLessThanOrEqualTo(31);
    }

    @Test
    void countsTheAddressesOfOneIpv6NetworkTogether() {
        var attempts = attempts();
        var network =
                "2001:db8:" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x10000)) + ":1:";

        for (int i = 0; i < 3; i++) {
            assertThat(attempts.signUp(network + ":" + (i + 1))).isEqualTo(new Attempts.Answer.Admitted());
        }

        assertThat(attempts.signUp(network + ":ffff")).isInstanceOf(Attempts.Answer.Wait.class);
    }

    @Test
    void countsMailsByWhomTheyGoToAndByWorkspace() {
        var attempts = attempts();
        var email = newEmail();
        var workspace = newEmail();

        assertThat(attempts.mail(email, newEmail())).isEqualTo(new Attempts.Answer.Admitted());
        assertThat(attempts.mail(email, workspace)).isEqualTo(new Attempts.Answer.Admitted());
        assertThat(attempts.mail(email, newEmail())).isEqualTo(new Attempts.Answer.Wait(Duration.ofSeconds(1)));
        assertThat(attempts.mail(newEmail(), workspace)).isEqualTo(new Attempts.Answer.Admitted());
        assertThat(attempts.mail(newEmail(), workspace)).isEqualTo(new Attempts.Answer.Admitted());
        assertThat(attempts.mail(newEmail(), workspace)).isEqualTo(new Attempts.Answer.Wait(Duration.ofSeconds(1)));
    }

    @Test
    void forgetsWhatIsLongAgo() {
        var attempts = attempts();
        var email = newEmail();
        for (int i = 0; i < 5; i++) {
            attempts.signIn(email, home);
        }
        now = now.plus(Duration.ofHours(13));

        for (int i = 0; i < 5; i++) {
            assertThat(attempts.signIn(email, home)).isEqualTo(new Attempts.Answer.Admitted());
        }
    }

    /** Of this test alone: the table outlives it. */
    private static String newAddress() {
        var random = ThreadLocalRandom.current();
        return "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }
}

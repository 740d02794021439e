package com.lealup.gateway.workspace;

import com.lealup.platform.problem.Problems;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Generated passwords, and the hashes of all. Hashing costs a core for its time by intent, so only few run at once and
 * the rest waits its turn: signing in cannot take the machine away from everybody else. Call it outside of
 * transactions.
 */
@Component
public class Passwords {

    /** Without the characters that people take for one another. */
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /** 116 bits. */
    private static final int LENGTH = 20;

    private static final String CURRENT = "argon2";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int BCRYPT_STRENGTH = 12;

    private final SecureRandom random = new SecureRandom();
    private final PasswordEncoder encoder;
    private final Semaphore turns;
    private final Duration longestWait;
    private final String nobodys;

    Passwords(PasswordsProperties properties, ObjectProvider<HashCost> cost) {
        this.encoder = encoder(cost.getIfAvailable(() -> HashCost.LEAST));
        this.turns = new Semaphore(properties.concurrentHashes(), true);
        this.longestWait = properties.hashWait();
        this.nobodys = encode(generate());
    }

    private PasswordEncoder encoder(HashCost cost) {
        return new DelegatingPasswordEncoder(
                CURRENT,
                Map.of(
                        CURRENT,
                        new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, cost.memoryKib(), cost.passes()),
                        "bcrypt",
                        new BCryptPasswordEncoder(BCRYPT_STRENGTH, random)));
    }

    /** A password that nobody guesses. */
    public String generate() {
        return random.ints(LENGTH, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }

    /** The hash names its algorithm, so that another one can follow it. */
    public String hash(String password) {
        return inTurn(() -> encode(password));
    }

    /**
     * Whether the hash is the password's.
     *
     * @throws com.lealup.platform.problem.ProblemException 503 when too many are waiting
     */
    public boolean matches(String password, String hash) {
        return inTurn(() -> encoder.matches(normal(password), hash));
    }

    /** Takes as long as {@link #matches}, for an address that nobody has. */
    public void matchNobody(String password) {
        matches(password, nobodys);
    }

    /** Whether the hash should be made anew, now that the password is known. */
    public boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private String encode(String password) {
        var hash = encoder.encode(normal(password));
        if (hash == null) {
            throw new IllegalStateException("A password has a hash");
        }
        return hash;
    }

    /** NIST SP 800-63B-4 section 3.1.1.2: the same password however a keyboard composes its characters. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problems.unavailable("Too many people are signing in at the moment.", Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.unavailable("The service is stopping.", Duration.ofSeconds(2));
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}

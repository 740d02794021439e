package com.lealup.gateway.workspace;

import java.security.SecureRandom;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Generated passwords and their hashes. */
@Component
class Passwords {

    /** Without the characters that people take for one another. */
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /** 116 bits. */
    private static final int LENGTH = 20;

    private static final int BCRYPT_STRENGTH = 12;

    private final SecureRandom random = new SecureRandom();
    private final PasswordEncoder encoder = new BCryptPasswordEncoder(BCRYPT_STRENGTH, random);

    String generate() {
        return random.ints(LENGTH, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }

    /** The hash names its algorithm, so that another one can follow it. */
    String hash(String password) {
        return "{bcrypt}" + encoder.encode(password);
    }
}

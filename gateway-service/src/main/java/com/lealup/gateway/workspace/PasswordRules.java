package com.lealup.gateway.workspace;

import com.lealup.platform.problem.FieldError;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What may be chosen as a password, by NIST SP 800-63B-4 section 3.1.1.2: long enough, not known to have leaked, not
 * what everybody would guess first, and nothing about kinds of characters.
 */
@Component
public class PasswordRules {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;

    private final BreachedPasswords breached;

    PasswordRules(BreachedPasswords breached) {
        this.breached = breached;
    }

    /**
     * What is wrong with a password; nothing when it may be chosen.
     *
     * @param pointer where it stands in the body
     * @param obvious what others know of the person: address, names
     */
    public Optional<FieldError> fault(String pointer, String password, String... obvious) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            return fault(
                    pointer, "invalid_length", "must have " + SHORTEST + " to " + LONGEST + " characters of any kind");
        }
        var folded = fold(password);
        if (Arrays.stream(obvious).map(PasswordRules::fold).anyMatch(folded::equals)) {
            return fault(pointer, "too_obvious", "must not be the e-mail address or a name");
        }
        if (breached.contains(password) || breached.contains(folded)) {
            return fault(pointer, "breached", "is on a list of passwords that have leaked; choose another one");
        }
        return Optional.empty();
    }

    private static Optional<FieldError> fault(String pointer, String code, String message) {
        return Optional.of(new FieldError(pointer, code, message));
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}

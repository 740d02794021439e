package com.lealup.customer.owner;

import com.lealup.customer.value.Checked;
import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.environment.Environment;

/**
 * Reads an owner's address as a client wrote it. The quickstart guide, read on a web page that hides addresses, prints
 * {@code [email protected]} with a no-break space: in the test environment that text means the address of whoever asks,
 * so that the guide works as printed; in the live one it is refused with its explanation.
 */
public final class OwnerEmail {

    private static final String HIDDEN = "[email\u00a0protected]";

    private OwnerEmail() {}

    /**
     * Reads it.
     *
     * @param own the address of whoever asks: a user's own, or that of a key's creator
     */
    public static Checked<EmailAddress> read(String text, Environment environment, String own) {
        if (!text.replace(' ', '\u00a0').equals(HIDDEN)) {
            return EmailAddress.read(text);
        }
        return switch (environment) {
            case TEST -> EmailAddress.read(own);
            case LIVE ->
                Checked.invalid(
                        "hidden_email",
                        "\"[email protected]\" is what a web page shows in place of an address that it hides;"
                                + " write the owner's own e-mail address");
        };
    }
}

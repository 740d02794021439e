package com.lealup.webhook.egress;

import java.net.URI;

/** Whether a webhook may be sent to a URL. */
public sealed interface Verdict {

    /** It may, as far as can be told now; each attempt asks again for the address that it connects to. */
    record Permitted(URI url) implements Verdict {}

    /**
     * It may not.
     *
     * @param code stable and machine-readable, such as {@code address_not_allowed}
     * @param message for whoever wrote the URL
     */
    record Refused(String code, String message) implements Verdict {}
}

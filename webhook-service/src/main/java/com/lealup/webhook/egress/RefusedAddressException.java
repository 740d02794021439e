package com.lealup.webhook.egress;

import java.net.UnknownHostException;

/**
 * A host resolved to an address that nothing may be sent to. It is an {@link UnknownHostException} because that is the
 * only refusal an HTTP client's resolver can utter.
 */
public final class RefusedAddressException extends UnknownHostException {

    private final String code;

    RefusedAddressException(Verdict.Refused refused) {
        super(refused.message());
        this.code = refused.code();
    }

    /** As in {@link Verdict.Refused#code()}. */
    public String code() {
        return code;
    }
}

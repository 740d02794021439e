package com.lealup.platform.identity;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Ed25519 (RFC 8032) is computed: in native code where that loads, else by the JDK, which gives the same bytes
 * for about thirty times the processor time.
 */
final class Ed25519 {

    static final String ALGORITHM = "Ed25519";

    private static final Logger log = LoggerFactory.getLogger(Ed25519.class);
    private static final @Nullable Provider NATIVE = load();

    private Ed25519() {}

    /** A new computation; not to be shared between threads. */
    static Signature signature() throws GeneralSecurityException {
        return NATIVE == null ? Signature.getInstance(ALGORITHM) : Signature.getInstance(ALGORITHM, NATIVE);
    }

    /** Used by its instance only and never registered, so that TLS and everything else stay with the JDK's. */
    private static @Nullable Provider load() {
        var provider = AmazonCorrettoCryptoProvider.INSTANCE;
        if (provider.getLoadingError() == null && provider.getService("Signature", ALGORITHM) != null) {
            return provider;
        }
        log.atWarn()
                .addKeyValue("cause", String.valueOf(provider.getLoadingError()))
                .log("No native Ed25519 on this machine: each signature costs about 0.6 ms");
        return null;
    }
}

package com.lealup.customer.importing;

import com.lealup.customer.account.ConflictResolution;
import com.lealup.customer.account.ImportMode;
import com.lealup.customer.account.ImportRule;
import com.lealup.platform.identity.Caller;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A job in the hands of this instance.
 *
 * @param fence grows with every claim: whoever has an older one can do nothing any more
 */
record Claim(
        UUID tenant,
        UUID job,
        long fence,
        JobKind kind,
        ImportRule rule,
        Caller caller,
        String requestId,
        List<String> header,
        boolean latin1) {

    static ImportRule rule(String mode, String resolution, boolean notify) {
        return new ImportRule(
                ImportMode.valueOf(mode.toUpperCase(Locale.ROOT)),
                ConflictResolution.valueOf(resolution.toUpperCase(Locale.ROOT)),
                notify);
    }
}

package com.lealup.gateway.attempt;

import com.lealup.platform.environment.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many attempts are free before each further one must wait, twice as long each time.
 *
 * @param perPair failed sign-ins of one address at one account; lower it against guessing from few addresses
 * @param perAccount failed sign-ins at one account from everywhere; lower it against guessing from many addresses
 * @param perAddress failed sign-ins of one address at all accounts; raise it when many people share an address
 * @param signUpsPerAddress workspaces opened from one address
 * @param lostPasswordsPerAccount mails asked for by whoever has lost the password of one account
 * @param lostPasswordsPerAddress mails asked for from one address; raise it when many people share an address
 * @param mailsPerAccount invitations and reset links that administrators of whatever workspace have mailed to one
 *     address
 * @param mailsPerWorkspace invitations and reset links that one workspace has mailed; raise it where hundreds are
 *     invited in a day
 * @param firstWait the first wait
 * @param longestWait no wait is longer: whoever attacks an account must not keep its owner out for ever
 * @param forgetAfter attempts older than this no longer count
 * @param trustedFor how long an address counts as its owner's after signing in there to an account; such an address
 *     does not wait for what others do to the account
 */
@ConfigurationProperties("lealup.attempts")
record AttemptsProperties(
        @DefaultValue("5") int perPair,
        @DefaultValue("10") int perAccount,
        @DefaultValue("30") int perAddress,
        @DefaultValue("10") int signUpsPerAddress,
        @DefaultValue("3") int lostPasswordsPerAccount,
        @DefaultValue("10") int lostPasswordsPerAddress,
        @DefaultValue("5") int mailsPerAccount,
        @DefaultValue("200") int mailsPerWorkspace,
        @DefaultValue("1s") Duration firstWait,
        @DefaultValue("15m") Duration longestWait,
        @DefaultValue("12h") Duration forgetAfter,
        @DefaultValue("30d") Duration trustedFor) {

    /**
     * Refuses what cannot be used.
     *
     * @throws InvalidSettingException for a count below 1
     */
    AttemptsProperties {
        if (Math.min(perPair, perAccount) < 1
                || Math.min(perAddress, signUpsPerAddress) < 1
                || Math.min(lostPasswordsPerAccount, lostPasswordsPerAddress) < 1
                || Math.min(mailsPerAccount, mailsPerWorkspace) < 1) {
            throw InvalidSettingException.invalid("lealup.attempts", "must have counts of at least 1");
        }
    }
}

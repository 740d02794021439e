package com.lealup.gateway.mail;

import com.lealup.gateway.workspace.IssueLink;
import com.lealup.gateway.workspace.LinkPurpose;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What stands in a mail: plain text, so that nothing in a name can become markup. */
record Letter(String subject, String text) {

    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static Letter of(LinkPurpose purpose, IssueLink.Renewed link) {
        var until = UNTIL.format(link.expiresAt());
        return switch (purpose) {
            case INVITATION ->
                new Letter("You are invited to " + link.workspaceName() + " on LealUp", """
                                Hello %s,

                                you are invited to work in %s on LealUp. Choose a password here:

                                %s

                                The link can be used once, until %s. If you do not know what this is about, do nothing.
                                """.formatted(
                                link.user().name(), link.workspaceName(), link.url(), until));
            case PASSWORD_RESET ->
                new Letter("Your password for " + link.workspaceName() + " on LealUp", """
                                Hello %s,

                                somebody, probably you, asked for a new password for %s on LealUp. Choose it here:

                                %s

                                The link can be used once, until %s. If it was not you, do nothing: your password stays as it is.
                                """.formatted(
                                link.user().name(), link.workspaceName(), link.url(), until));
        };
    }
}

package com.lealup.gateway.workspace;

import com.lealup.platform.json.JsonBody;
import com.lealup.platform.json.TextField;
import com.lealup.platform.json.ValueField;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** The fields that several bodies about workspaces and people share. */
public final class BodyFields {

    private static final int LONGEST_NAME = 200;

    /** A password's own rules come later, with one message for each; this bounds what is hashed at all. */
    private static final int LONGEST_SECRET = 1000;

    private BodyFields() {}

    /** A name: 1 to 200 characters, not only blanks, nothing that hides or turns round. */
    public static TextField name(JsonBody body, String field) {
        return body.text(field)
                .notBlank()
                .length(1, LONGEST_NAME)
                .check(PlainText::is, "invalid_characters", PlainText.RULE);
    }

    /** An e-mail address. */
    public static ValueField<EmailAddress> email(JsonBody body, String field) {
        return body.text(field)
                .required()
                .check(PlainText::is, "invalid_email", "must be an e-mail address")
                .map(EmailAddress::parse, "invalid_email", "must be an e-mail address");
    }

    /** A password that exists already; whether it is right is not a question of form. */
    public static TextField secret(JsonBody body, String field) {
        return body.text(field).required().length(1, LONGEST_SECRET);
    }

    /** An IANA time zone. */
    public static ValueField<String> timeZone(JsonBody body, String field) {
        return body.text(field)
                .map(BodyFields::zone, "invalid_value", "must be an IANA time zone such as Europe/Berlin");
    }

    private static Optional<String> zone(String text) {
        try {
            return ZoneId.getAvailableZoneIds().contains(text)
                    ? Optional.of(ZoneId.of(text).getId())
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}

package com.lealup.customer.contact;

import com.lealup.customer.value.Checked;
import com.lealup.customer.value.CustomerName;
import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.json.JsonBody;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contact as a client writes it, whole or as a merge patch; null where the client did not name the field.
 *
 * @param namesRole whether it says something about the role, be it that there is none
 */
record ContactBody(
        @Nullable String name,
        @Nullable EmailAddress email,
        boolean namesRole,
        @Nullable ContactRole role) {

    static ContactBody create(JsonBody body) {
        body.any("name").required();
        body.any("email").required();
        return read(body);
    }

    static ContactBody patch(JsonBody body) {
        if (body.has("name")) {
            body.any("name").required();
        }
        if (body.has("email")) {
            body.any("email").required();
        }
        return read(body);
    }

    String requiredName() {
        return Objects.requireNonNull(name);
    }

    EmailAddress requiredEmail() {
        return Objects.requireNonNull(email);
    }

    Contact over(Contact before, Instant now) {
        return before.with(
                name == null ? before.name() : name,
                email == null ? before.email() : email.value(),
                namesRole ? role : before.role(),
                now);
    }

    private static ContactBody read(JsonBody body) {
        var name = body.text("name").find();
        if (name.isPresent()
                && CustomerName.read(name.get()) instanceof Checked.Invalid<CustomerName>(String code, String why)) {
            body.fail("name", code, why);
        }
        var email = body.text("email")
                .map(
                        text -> EmailAddress.read(text) instanceof Checked.Valid<EmailAddress>(EmailAddress address)
                                ? Optional.of(address)
                                : Optional.empty(),
                        "invalid_email",
                        "must be an e-mail address such as jane@example.com");
        var role = body.choice("role", ContactRole.class);
        return new ContactBody(name.orElse(null), email.orElse(null), body.has("role"), role.orElse(null));
    }
}

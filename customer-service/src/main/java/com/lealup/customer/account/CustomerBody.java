package com.lealup.customer.account;

import com.lealup.customer.field.CustomFields;
import com.lealup.customer.owner.OwnerEmail;
import com.lealup.customer.value.Checked;
import com.lealup.customer.value.CustomerName;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.json.JsonBody;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a customer as a client writes it, whole or as a merge patch. What it returns means something only if
 * {@link JsonBody#finish()} then finds no mistake.
 */
final class CustomerBody {

    private final JsonBody body;

    private CustomerBody(JsonBody body) {
        this.body = body;
    }

    /** Reads a new customer: the name is needed. */
    static CustomerEdit create(JsonBody body, Environment environment, Caller caller) {
        body.any("name").required();
        return new CustomerBody(body).read(environment, caller);
    }

    /** Reads a merge patch: name and status cannot be cleared, everything else can. */
    static CustomerEdit patch(JsonBody body, Environment environment, Caller caller) {
        if (body.has("name")) {
            body.any("name").required();
        }
        if (body.has("status")) {
            body.any("status").required();
        }
        return new CustomerBody(body).read(environment, caller);
    }

    private CustomerEdit read(Environment environment, Caller caller) {
        return new CustomerEdit(
                text("name", CustomerName::read),
                text("email_domain", EmailDomain::read),
                arr(),
                text("owner_email", text -> OwnerEmail.read(text, environment, caller.email())),
                edited("status", body.choice("status", CustomerStatus.class).find()),
                edited("renewal_date", renewalDate()),
                customFields());
    }

    private Edited<Money> arr() {
        var amount = body.decimal("arr").min(0).max(Money.LARGEST).scale(Money.SCALE);
        return edited(
                "arr",
                amount.map(CustomerBody::money, "out_of_range", "must be an amount of money")
                        .find());
    }

    private Optional<LocalDate> renewalDate() {
        return body.date("renewal_date")
                .check(date -> date.getYear() >= 1900, "out_of_range", "must not be before 1900-01-01")
                .find();
    }

    private static Optional<Money> money(BigDecimal amount) {
        return Optional.of(new Money(amount));
    }

    private <T> Edited<T> text(String name, Function<String, Checked<T>> reading) {
        return edited(name, body.text(name).find().flatMap(text -> valid(body, name, reading.apply(text))));
    }

    private <T> Edited<T> edited(String name, Optional<T> value) {
        if (!body.has(name)) {
            return new Edited.Kept<>();
        }
        return value.<Edited<T>>map(Edited.Written::new).orElseGet(Edited.Cleared::new);
    }

    private Map<String, @Nullable Object> customFields() {
        var changes = new TreeMap<String, @Nullable Object>();
        body.object("custom_fields").find().ifPresent(fields -> read(fields, changes));
        if (!CustomFields.NONE.merge(changes).fits()) {
            body.fail("custom_fields", "too_large", CustomFields.LIMITS);
        }
        return changes;
    }

    private static void read(JsonBody fields, Map<String, @Nullable Object> changes) {
        for (var key : new TreeSet<>(fields.names())) {
            var value = fields.any(key).find();
            if (valid(fields, key, CustomFields.key(key)).isEmpty()) {
                continue;
            }
            if (value.isEmpty()) {
                changes.put(key, null);
            } else {
                valid(fields, key, scalar(value.get())).ifPresent(scalar -> changes.put(key, scalar));
            }
        }
    }

    private static Checked<Object> scalar(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> CustomFields.text(value.stringValue());
            case NUMBER -> CustomFields.number(value.decimalValue());
            case BOOLEAN -> Checked.valid(value.booleanValue());
            case ARRAY, OBJECT, NULL, MISSING, POJO, BINARY ->
                Checked.invalid("invalid_type", "must be a string, a number, true, false or null");
        };
    }

    private static <T> Optional<T> valid(JsonBody where, String name, Checked<T> checked) {
        return switch (checked) {
            case Checked.Valid<T>(T value) -> Optional.of(value);
            case Checked.Invalid<T>(String code, String why) -> {
                where.fail(name, code, why);
                yield Optional.empty();
            }
        };
    }
}

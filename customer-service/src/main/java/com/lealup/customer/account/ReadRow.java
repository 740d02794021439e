package com.lealup.customer.account;

import com.lealup.customer.field.Definitions;
import com.lealup.customer.value.EmailAddress;
import com.lealup.customer.value.EmailDomain;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import, read and checked by itself.
 *
 * @param id the customer it names; null if it names none
 * @param errors why it is refused; empty if nothing is wrong with it
 */
record ReadRow(@Nullable CustomerId id, @Nullable CustomerEdit edit, List<FieldError> errors) {

    /** What an export shows and nobody writes: passed over, so that an export can be imported. */
    private static final List<String> COMPUTED = List.of(
            "tenant_id",
            "owner_id",
            "segments",
            "health_score",
            "health_status",
            "created_at",
            "updated_at",
            "deleted_at");

    static ReadRow of(ImportRow row, ImportMode mode, Definitions fields, Environment environment, Caller caller) {
        if (row.document() == null || !row.faults().isEmpty()) {
            return new ReadRow(null, null, row.faults());
        }
        try {
            var body = JsonBody.of(row.document());
            COMPUTED.forEach(body::any);
            var id = body.text("id").find().flatMap(CustomerId::parse).orElse(null);
            var edit = mode == ImportMode.CREATE
                    ? CustomerBody.create(body, environment, caller)
                    : CustomerBody.patch(body, environment, caller);
            return new ReadRow(id, edit, errors(body, fields.faults(edit.customFields())));
        } catch (ProblemException unreadable) {
            return new ReadRow(null, null, unreadable.problem().errors());
        }
    }

    private static List<FieldError> errors(JsonBody body, List<FieldError> faults) {
        var errors = new ArrayList<FieldError>();
        try {
            body.finish();
        } catch (ProblemException wrong) {
            errors.addAll(wrong.problem().errors());
        }
        faults.stream()
                .filter(fault ->
                        errors.stream().noneMatch(error -> error.pointer().equals(fault.pointer())))
                .forEach(errors::add);
        return errors;
    }

    boolean good() {
        return errors.isEmpty();
    }

    CustomerEdit wish() {
        if (edit == null) {
            throw new IllegalStateException("a row that was refused has no wish");
        }
        return edit;
    }

    Optional<EmailAddress> owner() {
        return edit != null && edit.ownerEmail() instanceof Edited.Written<EmailAddress>(EmailAddress email)
                ? Optional.of(email)
                : Optional.empty();
    }

    @Nullable
    String domain() {
        return edit != null && edit.emailDomain() instanceof Edited.Written<EmailDomain>(EmailDomain domain)
                ? domain.value()
                : null;
    }

    boolean named() {
        return wish().name() instanceof Edited.Written<?>;
    }
}

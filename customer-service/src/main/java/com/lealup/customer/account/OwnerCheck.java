package com.lealup.customer.account;

import com.lealup.customer.field.DefinedFields;
import com.lealup.customer.owner.FindOwner;
import com.lealup.customer.owner.Owner;
import com.lealup.customer.owner.OwnerAnswer;
import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the owner that an edit names, and tells the client of one that cannot be. */
@Component
class OwnerCheck {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final FindOwner owners;
    private final DefinedFields fields;

    OwnerCheck(FindOwner owners, DefinedFields fields) {
        this.owners = owners;
        this.fields = fields;
    }

    /**
     * Ends the reading of a body and finds the owner. A body that fails for another field fails for its owner too, as
     * far as that can be known without inviting anybody.
     *
     * @param ready asked once the body is known to be good, before anybody is invited: throws if it is of no use
     * @return what is known of the owner, to be judged later by {@link #owner}; null if the edit names none
     * @throws ProblemException 400 with every field that failed
     */
    @Nullable
    OwnerAnswer finish(JsonBody body, CustomerEdit edit, Caller caller, Runnable ready) {
        var email = edit.ownerEmail() instanceof Edited.Written<EmailAddress>(EmailAddress written) ? written : null;
        try {
            finish(body, fields.faults(caller.tenantId(), edit.customFields()));
        } catch (ProblemException others) {
            var answer = email == null ? Optional.<OwnerAnswer>empty() : owners.findWithoutInviting(caller, email);
            throw answer.flatMap(OwnerCheck::fault)
                    .map(fault -> withFault(others, fault))
                    .orElse(others);
        }
        ready.run();
        return email == null ? null : owners.find(caller, email);
    }

    /**
     * The same for a request whose first answer may be kept: what else than its bytes decides is asked now, and said
     * only when it is asked for, by the work that a retry never does.
     *
     * @throws ProblemException 400 with every field of the body that is wrong by itself
     */
    Supplier<@Nullable Owner> judge(JsonBody body, CustomerEdit edit, Caller caller) {
        try {
            var answer = finish(body, edit, caller, () -> {});
            return () -> owner(answer);
        } catch (ProblemException refused) {
            return later(body, refused);
        }
    }

    private static Supplier<@Nullable Owner> later(JsonBody body, ProblemException refused) {
        try {
            body.finish();
        } catch (ProblemException wrongByItself) {
            throw refused;
        }
        return () -> {
            throw refused;
        };
    }

    private static void finish(JsonBody body, List<FieldError> faults) {
        try {
            body.finish();
        } catch (ProblemException others) {
            throw faults.stream().reduce(others, OwnerCheck::withFault, (first, second) -> second);
        }
        if (!faults.isEmpty()) {
            throw Problems.validation(faults);
        }
    }

    /**
     * The owner that was found.
     *
     * @throws ProblemException 400 if there is no such user to own anything, 503 if nobody can say
     */
    @Nullable
    Owner owner(@Nullable OwnerAnswer answer) {
        return switch (answer) {
            case null -> null;
            case OwnerAnswer.Found(Owner owner) -> owner;
            case OwnerAnswer.Away away ->
                throw Problems.unavailable("Who owner_email is cannot be looked up right now.", RETRY_AFTER);
            case OwnerAnswer.Deactivated deactivated -> throw refused(deactivated);
            case OwnerAnswer.Unknown unknown -> throw refused(unknown);
        };
    }

    private static ProblemException refused(OwnerAnswer answer) {
        var fault = fault(answer).orElseThrow();
        return Problems.validation(fault.pointer(), fault.code(), fault.message());
    }

    private static ProblemException withFault(ProblemException others, FieldError fault) {
        if (others.problem().type() != ProblemType.VALIDATION_ERROR) {
            return others;
        }
        var errors = new ArrayList<>(others.problem().errors());
        if (errors.stream().noneMatch(error -> error.pointer().equals(fault.pointer()))) {
            errors.add(fault);
        }
        return Problems.validation(errors);
    }

    private static Optional<FieldError> fault(OwnerAnswer answer) {
        return switch (answer) {
            case OwnerAnswer.Found found -> Optional.empty();
            case OwnerAnswer.Away away -> Optional.empty();
            case OwnerAnswer.Deactivated deactivated ->
                Optional.of(new FieldError(
                        "/owner_email",
                        "owner_deactivated",
                        "belongs to a user who was deactivated; choose another one"));
            case OwnerAnswer.Unknown unknown ->
                Optional.of(new FieldError(
                        "/owner_email", "unknown_owner", "must belong to a user of this workspace; invite them first"));
        };
    }
}

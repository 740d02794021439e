package com.lealup.customer.account;

import com.lealup.customer.field.CustomFields;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import java.util.Map;

/** How the API says that a customer was not created or changed. */
public final class ChangeProblems {

    private ChangeProblems() {}

    /** 404, the same for another workspace's customer as for none. */
    public static ProblemException notFound() {
        return Problems.notFound("This workspace has no customer with this id.");
    }

    /** 412. */
    public static ProblemException stale() {
        return Problems.of(ProblemType.PRECONDITION_FAILED, "The customer has changed: If-Match is not its ETag.");
    }

    /** 403 for a person who may change only customers of their own. */
    public static ProblemException notTheirs() {
        return Problems.of(
                ProblemType.INSUFFICIENT_ROLE,
                "The role csm changes only the customers it owns, and somebody else owns this one.");
    }

    /** 403 for a person who may create only customers of their own. */
    static ProblemException notForOthers() {
        return Problems.of(
                ProblemType.INSUFFICIENT_ROLE,
                "The role csm creates customers of its own only: leave owner_email away, or give your own.");
    }

    /** 400 for custom fields that add up. */
    public static ProblemException tooLarge() {
        return Problems.validation("/custom_fields", "too_large", CustomFields.LIMITS);
    }

    /** 409 that names the other customer. */
    public static ProblemException domainTaken(CustomerId other) {
        return Problems.duplicate(
                "email_domain belongs to customer " + other + " of this workspace already.",
                Map.of("customer_id", other.toString()));
    }
}

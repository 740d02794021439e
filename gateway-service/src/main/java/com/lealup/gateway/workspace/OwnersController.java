package com.lealup.gateway.workspace;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Internal;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.Problems;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers customer-service: who in the caller's workspace is behind this address? Asking twice changes nothing. */
@RestController
class OwnersController {

    private final FindOwner findOwner;

    OwnersController(FindOwner findOwner) {
        this.findOwner = findOwner;
    }

    /**
     * The person.
     *
     * @param created whether they were invited by this very question
     */
    record OwnerView(String id, String email, boolean created) {}

    @Internal(callers = "customer-service")
    @PostMapping("/internal/owners")
    OwnerView find(Caller caller, @RequestBody byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var email =
                body.text("email").required().map(EmailAddress::parse, "invalid_email", "must be an e-mail address");
        body.finish();
        return switch (findOwner.find(caller, email.value())) {
            case FindOwner.Owner.Known(var user) -> view(user, false);
            case FindOwner.Owner.Invited(var user) -> view(user, true);
            case FindOwner.Owner.Unknown() ->
                throw Problems.notFound("Nobody active in this workspace has this e-mail address.");
        };
    }

    private static OwnerView view(User user, boolean created) {
        return new OwnerView(user.id().toString(), user.email().text(), created);
    }
}

package com.lealup.gateway.workspace;

import com.lealup.gateway.edge.ClientAddresses;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Open;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Links over HTTP: an administrator asks for one and hands it over, somebody else follows it. */
@RestController
class UserLinksController {

    private final IssueLink issue;
    private final RedeemLink redeem;
    private final ClientAddresses addresses;
    private final Idempotency idempotency;

    UserLinksController(IssueLink issue, RedeemLink redeem, ClientAddresses addresses, Idempotency idempotency) {
        this.issue = issue;
        this.redeem = redeem;
        this.addresses = addresses;
        this.idempotency = idempotency;
    }

    @RequiresScope("users:write")
    @PostMapping("/v1/users/{id}/invitation")
    ResponseEntity<byte[]> inviteAgain(
            Caller caller,
            @PathVariable String id,
            HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] body) {
        return issued(caller, id, request, body, LinkPurpose.INVITATION);
    }

    @RequiresScope("users:write")
    @PostMapping("/v1/users/{id}/password-reset")
    ResponseEntity<byte[]> resetPassword(
            Caller caller,
            @PathVariable String id,
            HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] body) {
        return issued(caller, id, request, body, LinkPurpose.PASSWORD_RESET);
    }

    private ResponseEntity<byte[]> issued(
            Caller caller, String id, HttpServletRequest request, byte @Nullable [] body, LinkPurpose purpose) {
        var userId = UserId.parse(id).orElseThrow(UserProblems::notFound);
        return idempotency.executeForCallerOnly(
                request,
                body == null ? new byte[0] : body,
                () -> ResponseEntity.status(HttpStatus.CREATED).body(link(issue.issue(caller, userId, purpose))));
    }

    private static LinkView link(IssueLink.Outcome outcome) {
        return switch (outcome) {
            case IssueLink.Outcome.Issued issued -> issued.link();
            case IssueLink.Outcome.NotFound() -> throw UserProblems.notFound();
            case IssueLink.Outcome.BeyondOwnRole(var role) -> throw UserProblems.beyondOwnRole(role);
            case IssueLink.Outcome.TooMany(var wait) -> throw UserProblems.tooManyMails(wait);
            case IssueLink.Outcome.WrongState(var status) ->
                throw Problems.of(
                        ProblemType.CONFLICT,
                        "This person is " + status.text()
                                + ". Who is invited gets an invitation, who is active a password reset, who is"
                                + " deactivated neither.");
        };
    }

    @Open
    @PostMapping(path = "/v1/invitations/accept", consumes = MediaType.APPLICATION_JSON_VALUE)
    UserView accept(HttpServletRequest request, @RequestBody byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var token = BodyFields.secret(body, "token");
        var name = BodyFields.name(body, "name");
        var password = BodyFields.secret(body, "password");
        body.finish();
        return UserView.of(redeemed(
                token.value(), LinkPurpose.INVITATION, password.value(), name.orElse(null), addresses.of(request)));
    }

    @Open
    @PostMapping(path = "/v1/password-resets/complete", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> complete(HttpServletRequest request, @RequestBody byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var token = BodyFields.secret(body, "token");
        var password = BodyFields.secret(body, "password");
        body.finish();
        redeemed(token.value(), LinkPurpose.PASSWORD_RESET, password.value(), null, addresses.of(request));
        return ResponseEntity.noContent().build();
    }

    private User redeemed(String token, LinkPurpose purpose, String password, @Nullable String name, String address) {
        var outcome = LinkToken.parse(token)
                .map(read -> redeem.redeem(read, purpose, password, name, address))
                .orElseGet(RedeemLink.Outcome.NotGood::new);
        return switch (outcome) {
            case RedeemLink.Outcome.Redeemed(var user) -> user;
            case RedeemLink.Outcome.Refused(var fault) -> throw Problems.validation(List.of(fault));
            case RedeemLink.Outcome.NotGood() ->
                throw Problems.validation(
                        "/token",
                        "invalid_token",
                        "is not good any more: it was used, replaced, or has expired; ask for a new link");
        };
    }
}

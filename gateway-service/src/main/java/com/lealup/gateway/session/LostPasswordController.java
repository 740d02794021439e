package com.lealup.gateway.session;

import com.lealup.gateway.attempt.Attempts;
import com.lealup.gateway.edge.ClientAddresses;
import com.lealup.gateway.workspace.BodyFields;
import com.lealup.gateway.workspace.IssueLink;
import com.lealup.platform.identity.Open;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Mails a link to whoever has lost their password. The answer is the same whether or not there is such a person. */
@RestController
class LostPasswordController {

    private final Accounts accounts;
    private final IssueLink links;
    private final Attempts attempts;
    private final ClientAddresses addresses;
    private final FailureFloor floor;

    LostPasswordController(
            Accounts accounts, IssueLink links, Attempts attempts, ClientAddresses addresses, FailureFloor floor) {
        this.accounts = accounts;
        this.links = links;
        this.attempts = attempts;
        this.addresses = addresses;
        this.floor = floor;
    }

    @Open
    @PostMapping(path = "/v1/password-resets", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> ask(HttpServletRequest request, @RequestBody byte[] bytes) {
        var begin = System.nanoTime();
        var body = JsonBody.parse(bytes);
        var email = BodyFields.email(body, "email");
        body.finish();
        if (!links.mails()) {
            throw Problems.of(
                    ProblemType.CONFLICT,
                    "LealUp sends no mail here. Ask an administrator of your workspace for a link.");
        }
        var address = addresses.of(request);
        if (attempts.lostPassword(email.value().text(), address) instanceof Attempts.Answer.Wait(var wait)) {
            throw Problems.of(
                            ProblemType.RATE_LIMITED, "Too many mails were asked for. The last one may be on its way.")
                    .with(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
        }
        accounts.find(email.value(), null).forEach(account -> links.mailPasswordReset(account.user(), address));
        floor.await(begin);
        return ResponseEntity.accepted().build();
    }
}

package com.lealup.customer.contact;

import com.lealup.customer.account.ChangeProblems;
import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerViews;
import com.lealup.customer.contact.EditContacts.Outcome;
import com.lealup.customer.precondition.IfNoneMatch;
import com.lealup.customer.precondition.Precondition;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Creates, shows, changes and deletes the contacts of a customer. */
@RestController
class ContactsController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Contacts contacts;
    private final EditContacts edit;
    private final CustomerViews customers;
    private final Idempotency idempotency;

    ContactsController(Contacts contacts, EditContacts edit, CustomerViews customers, Idempotency idempotency) {
        this.contacts = contacts;
        this.edit = edit;
        this.customers = customers;
        this.idempotency = idempotency;
    }

    @PostMapping(path = "/v1/customers/{id}/contacts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope("customers:write")
    ResponseEntity<byte[]> create(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] bytes,
            HttpServletRequest request,
            Caller caller) {
        var customer = CustomerId.parse(id).orElseThrow(ChangeProblems::notFound);
        var sent = bytes == null ? new byte[0] : bytes;
        var body = JsonBody.parse(sent);
        var wanted = ContactBody.create(body);
        body.finish();
        return idempotency.execute(request, sent, () -> created(caller, customer, wanted));
    }

    @GetMapping("/v1/customers/{id}/contacts")
    @RequiresScope("customers:read")
    Page<Contact> list(@PathVariable String id, PageRequest page, Caller caller) {
        var customer = known(id, caller);
        var after = page.cursor() == null ? null : page.cursor().ulid(0);
        return Page.of(
                contacts.page(caller.tenantId(), customer, after, page.limitPlusOne()),
                page.limit(),
                contact -> Cursor.of(contact.id()));
    }

    @GetMapping("/v1/customers/{id}/contacts/{contact_id}")
    @RequiresScope("customers:read")
    @Nullable
    ResponseEntity<Contact> show(
            @PathVariable String id,
            @PathVariable("contact_id") String contactId,
            Caller caller,
            ServletWebRequest request) {
        var customer = known(id, caller);
        var contact = contacts.find(caller.tenantId(), customer, contact(contactId))
                .orElseThrow(ContactsController::notFound);
        return IfNoneMatch.answers(request, contact.etag()) ? null : shown(contact);
    }

    @PatchMapping(
            path = "/v1/customers/{id}/contacts/{contact_id}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    @RequiresScope("customers:write")
    ResponseEntity<Contact> change(
            @PathVariable String id,
            @PathVariable("contact_id") String contactId,
            @RequestBody(required = false) byte @Nullable [] bytes,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var customer = CustomerId.parse(id).orElseThrow(ChangeProblems::notFound);
        var contact = contact(contactId);
        var body = JsonBody.parse(bytes == null ? new byte[0] : bytes);
        var wanted = ContactBody.patch(body);
        body.finish();
        return shown(done(changed(caller, customer, contact, Precondition.ifMatch(ifMatch), wanted)));
    }

    @DeleteMapping("/v1/customers/{id}/contacts/{contact_id}")
    @RequiresScope("customers:write")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @PathVariable("contact_id") String contactId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var customer = CustomerId.parse(id).orElseThrow(ChangeProblems::notFound);
        done(edit.delete(caller, customer, contact(contactId), Precondition.ifMatch(ifMatch)));
        return ResponseEntity.noContent().build();
    }

    private Outcome changed(
            Caller caller, CustomerId customer, ContactId contact, Precondition precondition, ContactBody wanted) {
        try {
            return edit.change(caller, customer, contact, precondition, wanted);
        } catch (DuplicateKeyException e) {
            // Another contact got the address at the same moment; now that it has it, this one is told so.
            return edit.change(caller, customer, contact, precondition, wanted);
        }
    }

    private ResponseEntity<?> created(Caller caller, CustomerId customer, ContactBody wanted) {
        var outcome = edit.create(caller, customer, wanted);
        if (outcome instanceof Outcome.EmailTaken(ContactId other)) {
            // Returned, not thrown: this answer is kept for the Idempotency-Key.
            return emailTaken(other).toResponse();
        }
        var contact = done(outcome);
        return ResponseEntity.created(URI.create("/v1/customers/" + customer + "/contacts/" + contact.id()))
                .eTag(contact.etag())
                .body(contact);
    }

    private static Contact done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Contact contact) -> contact;
            case Outcome.NoCustomer none -> throw ChangeProblems.notFound();
            case Outcome.NotTheirs foreign -> throw ChangeProblems.notTheirs();
            case Outcome.NotFound none -> throw notFound();
            case Outcome.Stale stale ->
                throw Problems.of(
                        ProblemType.PRECONDITION_FAILED, "The contact has changed: If-Match is not its ETag.");
            case Outcome.EmailTaken(ContactId other) -> throw emailTaken(other);
        };
    }

    private CustomerId known(String id, Caller caller) {
        return CustomerId.parse(id)
                .filter(customer -> customers.exists(caller.tenantId(), customer))
                .orElseThrow(ChangeProblems::notFound);
    }

    private static ContactId contact(String id) {
        return ContactId.parse(id).orElseThrow(ContactsController::notFound);
    }

    private static ResponseEntity<Contact> shown(Contact contact) {
        return ResponseEntity.ok().eTag(contact.etag()).body(contact);
    }

    private static ProblemException notFound() {
        return Problems.notFound("This customer has no contact with this id.");
    }

    private static ProblemException emailTaken(ContactId other) {
        return Problems.duplicate(
                "Contact " + other + " of this customer has this e-mail address already.",
                Map.of("contact_id", other.toString()));
    }
}

package com.lealup.customer.importing;

import com.lealup.customer.account.ConflictResolution;
import com.lealup.customer.account.ImportMode;
import com.lealup.customer.account.ImportRule;
import com.lealup.customer.owner.FindOwner;
import com.lealup.customer.owner.OwnerAnswer;
import com.lealup.customer.owner.OwnerEmail;
import com.lealup.customer.value.Checked;
import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes imports in: stores their rows, and with the last one starts the job. */
@RestController
class ImportsController {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final Set<String> ROLES = Set.of("admin", "director");
    /** In bytes: of a file that was refused, for the client's sake. */
    private static final long MOST_READ_ON = 64L * 1024 * 1024;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final StoredRows rows;
    private final Jobs jobs;
    private final FindOwner owners;
    private final Idempotency idempotency;
    private final Environment environment;

    ImportsController(StoredRows rows, Jobs jobs, FindOwner owners, Idempotency idempotency, Environment environment) {
        this.rows = rows;
        this.jobs = jobs;
        this.owners = owners;
        this.idempotency = idempotency;
        this.environment = environment;
    }

    /** Where to ask what becomes of it. */
    record Accepted(String jobId) {}

    @PostMapping(path = "/v1/customers/bulk-import", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope("customers:write")
    ResponseEntity<byte[]> bulk(
            @RequestBody(required = false) byte @Nullable [] bytes, HttpServletRequest request, Caller caller) {
        var sent = bytes == null ? new byte[0] : bytes;
        var body = BulkBody.read(sent);
        var id = JobId.next();
        var intake = new Intake(rows, caller.tenantId(), id);
        var started = false;
        try {
            for (var customer : body.customers()) {
                intake.row(List.of(customer.toString().getBytes(StandardCharsets.UTF_8)));
                if (customer.path("owner_email").isString()) {
                    intake.owner(customer.path("owner_email").stringValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            intake.end();
            var job = new NewJob(id, JobKind.BULK, body.rule(), caller, intake.rows(), List.of(), false);
            var answer = start(request, sent, job, intake);
            started = true;
            return answer;
        } finally {
            if (!started) {
                rows.discard(caller.tenantId(), id);
            }
        }
    }

    @PostMapping(
            path = "/v1/customers/imports",
            consumes = {CSV, NDJSON})
    @RequiresScope("customers:write")
    ResponseEntity<byte[]> upload(
            @RequestParam(defaultValue = "create") ImportMode mode,
            @RequestParam(name = "conflict_resolution", required = false) @Nullable ConflictResolution resolution,
            @RequestParam(defaultValue = "false") boolean notify,
            HttpServletRequest request,
            Caller caller)
            throws IOException {
        if (caller.type() == PrincipalType.USER && !ROLES.contains(String.valueOf(caller.role()))) {
            throw Problems.of(ProblemType.INSUFFICIENT_ROLE, "Only the roles admin and director import files.");
        }
        var rule = new ImportRule(mode, resolution == null ? BulkBody.defaultFor(mode) : resolution, notify);
        var id = JobId.next();
        var intake = new Intake(rows, caller.tenantId(), id);
        var started = false;
        try {
            var digest = sha256();
            var source = new Utf8Watch(new DigestInputStream(request.getInputStream(), digest));
            var job = take(source, MediaType.parseMediaType(request.getContentType()), id, rule, caller, intake);
            var answer = start(request, digest.digest(), job, intake);
            started = true;
            return answer;
        } catch (ProblemException refused) {
            readOn(request.getInputStream(), refused);
            throw refused;
        } finally {
            if (!started) {
                rows.discard(caller.tenantId(), id);
            }
        }
    }

    /** A client that still sends sees a reset connection instead of the answer. */
    private static void readOn(InputStream rest, ProblemException refused) throws IOException {
        if (refused.problem().type() == ProblemType.VALIDATION_ERROR) {
            var buffer = new byte[64 * 1024];
            var left = MOST_READ_ON;
            for (var count = rest.read(buffer); count >= 0 && left > 0; count = rest.read(buffer)) {
                left -= count;
            }
        }
    }

    private static NewJob take(
            Utf8Watch source, MediaType type, JobId id, ImportRule rule, Caller caller, Intake intake)
            throws IOException {
        if (type.isCompatibleWith(MediaType.valueOf(NDJSON))) {
            NdjsonIntake.take(source, intake);
            return new NewJob(id, JobKind.NDJSON, rule, caller, intake.rows(), List.of(), false);
        }
        var raw = CsvIntake.take(source, rule.mode(), intake);
        var said = type.getCharset();
        if (StandardCharsets.UTF_8.equals(said) && !source.valid()) {
            throw Problems.validation("", "invalid_encoding", "is not UTF-8, which Content-Type says it is");
        }
        var latin1 = said == null ? !source.valid() : !said.equals(StandardCharsets.UTF_8);
        var header = CsvIntake.header(raw, latin1 ? CsvCells.LATIN1 : StandardCharsets.UTF_8);
        Columns.of(header, rule.mode());
        return new NewJob(id, JobKind.CSV, rule, caller, intake.rows(), header, latin1);
    }

    private ResponseEntity<byte[]> start(HttpServletRequest request, byte[] fingerprint, NewJob job, Intake intake) {
        var known = lookUp(intake.owners(), job.caller());
        var answer = idempotency.execute(request, fingerprint, () -> {
            // A retry, which never comes here, gets its first answer whether or not the gateway can be asked by then.
            if (!known) {
                throw Problems.unavailable("Who owner_email is cannot be looked up right now.", RETRY_AFTER);
            }
            jobs.start(job);
            return ResponseEntity.accepted()
                    .location(URI.create("/v1/jobs/" + job.id()))
                    .body(new Accepted(job.id().toString()));
        });
        if (jobs.find(job.caller().tenantId(), job.id()).isEmpty()) {
            // A retry: its first request's rows are the ones that count.
            rows.discard(job.caller().tenantId(), job.id());
        }
        return answer;
    }

    /**
     * While the caller is here to be asked in the name of: a worker has no token to show the gateway.
     *
     * @return whether all could be looked up
     */
    private boolean lookUp(Set<String> emails, Caller caller) {
        for (var email : emails) {
            if (OwnerEmail.read(email.strip(), environment, caller.email())
                            instanceof Checked.Valid<EmailAddress>(EmailAddress address)
                    && owners.find(caller, address) instanceof OwnerAnswer.Away) {
                return false;
            }
        }
        return true;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}

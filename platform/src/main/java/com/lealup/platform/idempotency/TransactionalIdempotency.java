package com.lealup.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.idempotency.IdempotencyRecords.Kept;
import com.lealup.platform.idempotency.IdempotencyRecords.Scope;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer commits with the work, in one transaction. A process killed before the commit has done nothing, and its
 * lock went with its connection; one killed after it has left the answer for the retry. So there is no lock that must
 * time out and no half-done work to repair.
 */
final class TransactionalIdempotency implements Idempotency {

    private static final String REPLAYED = "Idempotent-Replayed";
    /** Answers without a secret are repeated to whoever of the workspace repeats the request. */
    private static final String ANYBODY = "";

    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG);

    private final TransactionTemplate transactions;
    private final IdempotencyRecords records;
    private final AnswerCipher cipher;
    private final BodyMacs macs;
    private final JsonMapper json;

    TransactionalIdempotency(
            TransactionTemplate transactions,
            IdempotencyRecords records,
            AnswerCipher cipher,
            BodyMacs macs,
            JsonMapper json) {
        this.transactions = transactions;
        this.records = records;
        this.cipher = cipher;
        this.macs = macs;
        this.json = json;
    }

    @Override
    public ResponseEntity<byte[]> execute(
            HttpServletRequest request, byte[] body, Supplier<? extends ResponseEntity<?>> work) {
        return execute(request, body, ANYBODY, work);
    }

    @Override
    public ResponseEntity<byte[]> executeForCallerOnly(
            HttpServletRequest request, byte[] body, Supplier<? extends ResponseEntity<?>> work) {
        return execute(request, body, caller(), work);
    }

    @Override
    public ResponseEntity<byte[]> executeWithSecrets(
            HttpServletRequest request, byte[] body, Supplier<Supplier<ResponseEntity<?>>> preparation) {
        var scope = scope(request);
        if (scope.isEmpty()) {
            var work = preparation.get();
            return inTransaction(status -> run(work, status));
        }
        var fingerprints =
                macs.of(fingerprint(request, body, caller()), scope.get().toString());
        var kept = kept(scope.get(), fingerprints);
        if (kept.isPresent()) {
            return kept.get();
        }
        Supplier<ResponseEntity<?>> work;
        try {
            work = preparation.get();
        } catch (ProblemException refused) {
            return kept(scope.get(), fingerprints).orElseThrow(() -> refused);
        }
        return inTransaction(status -> once(scope.get(), fingerprints, work, status));
    }

    private Optional<ResponseEntity<byte[]>> kept(Scope scope, List<byte[]> fingerprints) {
        return Optional.ofNullable(
                transactions.execute(_ -> find(scope, fingerprints).orElse(null)));
    }

    private static String caller() {
        var caller = Callers.current();
        return caller.type() + ":" + caller.principalId();
    }

    private ResponseEntity<byte[]> execute(
            HttpServletRequest request, byte[] body, String audience, Supplier<? extends ResponseEntity<?>> work) {
        var scope = scope(request);
        if (scope.isEmpty()) {
            return inTransaction(status -> run(work, status));
        }
        var fingerprints = List.of(fingerprint(request, body, audience));
        return inTransaction(status -> once(scope.get(), fingerprints, work, status));
    }

    /** Under what an answer is kept; empty without an Idempotency-Key. */
    private static Optional<Scope> scope(HttpServletRequest request) {
        return IdempotencyKey.of(request)
                .map(key -> new Scope(
                        Callers.current().tenantId().value(),
                        request.getMethod(),
                        request.getRequestURI(),
                        key.value()));
    }

    /**
     * Does the work unless there is an answer.
     *
     * @param fingerprints of the request; the first is kept, any of them is the same request
     */
    private ResponseEntity<byte[]> once(
            Scope scope,
            List<byte[]> fingerprints,
            Supplier<? extends ResponseEntity<?>> work,
            TransactionStatus transaction) {
        switch (records.lock(scope, HexFormat.of().formatHex(fingerprints.getFirst()))) {
            case SAME_REQUEST -> throw Problems.idempotencyInProgress(Duration.ofSeconds(1));
            case OTHER_REQUEST -> throw Problems.idempotencyMismatch();
            case NONE -> {}
        }
        var kept = find(scope, fingerprints);
        if (kept.isPresent()) {
            return kept.get();
        }
        ResponseEntity<byte[]> answer = run(work, transaction);
        if (!transaction.isRollbackOnly()) {
            keep(scope, fingerprints.getFirst(), answer);
        }
        return answer;
    }

    private Optional<ResponseEntity<byte[]>> find(Scope scope, List<byte[]> fingerprints) {
        return records.find(scope).map(kept -> {
            if (fingerprints.stream().noneMatch(one -> MessageDigest.isEqual(kept.fingerprint(), one))) {
                throw Problems.idempotencyMismatch();
            }
            return replay(scope, kept);
        });
    }

    /** Runs the work; an answer that is not to be kept takes its effects back. */
    private ResponseEntity<byte[]> run(Supplier<? extends ResponseEntity<?>> work, TransactionStatus transaction) {
        ResponseEntity<?> answer = work.get();
        if (!answer.getStatusCode().is2xxSuccessful() && !answer.getStatusCode().isSameCodeAs(HttpStatus.CONFLICT)) {
            transaction.setRollbackOnly();
        }
        return rendered(answer);
    }

    private void keep(Scope scope, byte[] fingerprint, ResponseEntity<byte[]> answer) {
        List<String> names = KEPT_HEADERS.stream()
                .filter(answer.getHeaders()::containsHeader)
                .toList();
        String[] values = names.stream()
                .map(name -> String.valueOf(answer.getHeaders().getFirst(name)))
                .toArray(String[]::new);
        byte[] body = answer.getBody();
        byte[] encrypted = cipher.encrypt(
                body == null ? new byte[0] : body, scope.toString().getBytes(UTF_8));
        records.keep(
                scope,
                new Kept(fingerprint, answer.getStatusCode().value(), names.toArray(String[]::new), values, encrypted),
                Correlation.current().requestId());
    }

    private ResponseEntity<byte[]> replay(Scope scope, Kept kept) {
        var headers = new HttpHeaders();
        for (int i = 0; i < kept.headerNames().length; i++) {
            headers.set(kept.headerNames()[i], kept.headerValues()[i]);
        }
        headers.set(REPLAYED, "true");
        byte[] body = cipher.decrypt(kept.body(), scope.toString().getBytes(UTF_8));
        return ResponseEntity.status(kept.status()).headers(headers).body(body.length == 0 ? null : body);
    }

    private ResponseEntity<byte[]> rendered(ResponseEntity<?> answer) {
        Object body = answer.getBody();
        if (body == null) {
            return ResponseEntity.status(answer.getStatusCode())
                    .headers(answer.getHeaders())
                    .build();
        }
        var headers = new HttpHeaders(answer.getHeaders());
        if (headers.getContentType() == null) {
            headers.setContentType(MediaType.APPLICATION_JSON);
        }
        return ResponseEntity.status(answer.getStatusCode())
                .headers(headers)
                .body(body instanceof byte[] bytes ? bytes : json.writeValueAsBytes(body));
    }

    private ResponseEntity<byte[]> inTransaction(Work work) {
        ResponseEntity<byte[]> answer = transactions.execute(work::run);
        if (answer == null) {
            throw new IllegalStateException("The work of a request gave no answer");
        }
        return answer;
    }

    private interface Work {
        @Nullable
        ResponseEntity<byte[]> run(TransactionStatus status);
    }

    /** Over the query, who may get the answer, and the inflated body; method and path are part of the scope. */
    private static byte[] fingerprint(HttpServletRequest request, byte[] body, String audience) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            String query = request.getQueryString();
            digest.update((query == null ? "" : query).getBytes(UTF_8));
            digest.update((byte) 0);
            if (!audience.equals(ANYBODY)) {
                digest.update(audience.getBytes(UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}

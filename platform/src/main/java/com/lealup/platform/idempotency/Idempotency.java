package com.lealup.platform.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;

/** Runs a request's work once for each Idempotency-Key. */
public interface Idempotency {

    /**
     * Runs {@code work} in a transaction of the api role. With an {@code Idempotency-Key} header the answer commits
     * with the work, and a retry within 24 hours gets it again, byte for byte, with {@code Idempotent-Replayed: true}.
     *
     * <p>Kept are 2xx and 409 {@code duplicate}; an exception, or any other status, rolls the work back and keeps
     * nothing.
     *
     * @param request the request: its caller, method, path and header are the scope of the key
     * @param body the request's inflated body; another body under the same key is refused with 422
     * @throws com.lealup.platform.problem.ProblemException 400 for a malformed header, 409 while the first request
     *     runs, 422 for another body
     */
    ResponseEntity<byte[]> execute(HttpServletRequest request, byte[] body, Supplier<? extends ResponseEntity<?>> work);

    /**
     * Like {@link #execute}, for an answer that holds a secret: it is repeated to the caller who asked first, and to
     * nobody else of the workspace, who may be allowed less than the secret opens. To them the key stands for another
     * request.
     *
     * @throws com.lealup.platform.problem.ProblemException as {@link #execute}; 422 also for another caller
     */
    ResponseEntity<byte[]> executeForCallerOnly(
            HttpServletRequest request, byte[] body, Supplier<? extends ResponseEntity<?>> work);

    /**
     * Like {@link #executeForCallerOnly}, for a body that holds secrets: of the body nothing is kept but a MAC under a
     * key that is not in the database, so that nobody who reads the row can try secrets against it.
     *
     * @param preparation what has to come before and in no transaction, such as hashing a password; it gives the work.
     *     Left out for a kept answer; when it throws, a retry whose original ended meanwhile still gets that answer
     * @throws com.lealup.platform.problem.ProblemException as {@link #executeForCallerOnly}
     */
    ResponseEntity<byte[]> executeWithSecrets(
            HttpServletRequest request, byte[] body, Supplier<Supplier<ResponseEntity<?>>> preparation);
}

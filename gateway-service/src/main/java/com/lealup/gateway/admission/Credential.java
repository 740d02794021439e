package com.lealup.gateway.admission;

import com.lealup.platform.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** One kind of proof of who is calling: an API key, a session. */
public interface Credential {

    /**
     * The caller who brings this kind of proof; empty when the request brings none of this kind.
     *
     * @throws com.lealup.platform.problem.ProblemException 401 when it proves nothing, 503 when that cannot be told now
     */
    Optional<Caller> read(HttpServletRequest request);
}

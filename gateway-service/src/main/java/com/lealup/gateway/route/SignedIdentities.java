package com.lealup.gateway.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.TokenSigner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * The identities that go to the services. A signature costs more than the rest of a request, so one is used again for a
 * few seconds, for a request of the same caller to the same method and path. Each request is authenticated before it
 * comes here: whoever was revoked does not come, and a changed role, scope or address is another caller.
 */
@Component
class SignedIdentities {

    /** Leaves 25 of the token's 30 seconds: more than any request takes that passes it on. */
    static final Duration USED_FOR = Duration.ofSeconds(5);

    private static final int REMEMBERED = 8192;

    /** A path that long is nobody's habit, and is not worth its memory. */
    private static final int LONGEST_REMEMBERED_PATH = 256;

    private final TokenSigner signer;
    private final InstantSource clock;
    private final Cache<Request, Issued> issued = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(USED_FOR)
            .executor(Runnable::run)
            .build();

    SignedIdentities(TokenSigner signer, InstantSource clock) {
        this.signer = signer;
        this.clock = clock;
    }

    private record Request(Caller caller, UpstreamService service, String method, String path) {}

    private record Issued(String token, Instant at) {

        /** By the wall clock too, which the services judge by and which may be set. */
        boolean isUsable(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(USED_FOR));
        }
    }

    /** A token for one request to one service, valid for at least 25 seconds more. */
    String tokenFor(Caller caller, UpstreamService service, String method, String path) {
        if (path.length() > LONGEST_REMEMBERED_PATH) {
            return signer.sign(caller, service.text(), method, path);
        }
        var request = new Request(caller, service, method, path);
        var now = clock.instant();
        var known = issued.getIfPresent(request);
        if (known != null && known.isUsable(now)) {
            return known.token();
        }
        var token = signer.sign(caller, service.text(), method, path);
        issued.put(request, new Issued(token, now));
        return token;
    }
}

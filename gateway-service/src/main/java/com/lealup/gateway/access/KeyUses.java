package com.lealup.gateway.access;

import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/** When keys were last used, in memory until somebody writes it down: a request costs no write. */
@Component
class KeyUses {

    private final InstantSource clock;
    private final ConcurrentMap<KeyId, Use> latest = new ConcurrentHashMap<>();

    KeyUses(InstantSource clock) {
        this.clock = clock;
    }

    /** A use of a key. */
    record Use(TenantId tenantId, KeyId keyId, Instant at) {

        Use later(Use other) {
            return other.at.isAfter(at) ? other : this;
        }
    }

    void mark(ApiKey key) {
        var now = clock.instant();
        var known = latest.get(key.id());
        // To the second is near enough, and spares a busy key the memory traffic.
        if (known == null || now.getEpochSecond() > known.at().getEpochSecond()) {
            latest.put(key.id(), new Use(key.tenantId(), key.id(), now.truncatedTo(ChronoUnit.SECONDS)));
        }
    }

    /** Takes what has gathered. */
    List<Use> take() {
        var taken = new ArrayList<Use>();
        for (var id : latest.keySet()) {
            var use = latest.remove(id);
            if (use != null) {
                taken.add(use);
            }
        }
        return taken;
    }

    /** Puts back what could not be written. */
    void putBack(List<Use> uses) {
        uses.forEach(use -> latest.merge(use.keyId(), use, Use::later));
    }
}

package com.lealup.platform.outbox;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Chooses the one instance that relays. A holder that is silent for the lease's length loses it to whoever asks next.
 * Two instances may believe for a moment that they hold it; Kafka's fencing decides between them.
 */
final class RelayLease {

    private static final String TAKE = """
            insert into outbox_lease (holder, expires_at)
            values (:holder, clock_timestamp() + make_interval(secs => :seconds))
            on conflict (singleton) do update
            set holder = excluded.holder,
              expires_at = excluded.expires_at
            where outbox_lease.holder = excluded.holder
              or outbox_lease.expires_at < clock_timestamp()
            """;

    private static final String GIVE_UP = """
            delete from outbox_lease
            where holder = :holder
            """;

    private final JdbcClient jdbc;
    private final Duration length;
    private final UUID holder = UUID.randomUUID();

    RelayLease(JdbcClient jdbc, Duration length) {
        this.jdbc = jdbc;
        this.length = length;
    }

    /** Takes or renews the lease; false while another instance holds it. */
    boolean take() {
        return jdbc.sql(TAKE)
                        .param("holder", holder)
                        .param("seconds", length.toMillis() / 1000.0)
                        .update()
                == 1;
    }

    /** Lets another instance take over at once. */
    void giveUp() {
        jdbc.sql(GIVE_UP).param("holder", holder).update();
    }
}

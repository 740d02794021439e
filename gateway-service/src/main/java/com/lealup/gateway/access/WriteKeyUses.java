package com.lealup.gateway.access;

import com.lealup.platform.database.Worker;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes the uses of keys down now and then, many in a statement. Several instances may do so at once: a time only ever
 * moves forward, and all take the rows in the same order, so that none waits for another in a circle.
 */
@Component
class WriteKeyUses implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WriteKeyUses.class);
    private static final int CHUNK = 5_000;

    private final JdbcClient jdbc;
    private final KeyUses uses;
    private final Duration interval;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("key-uses").factory());
    private volatile boolean running;

    WriteKeyUses(@Worker JdbcClient jdbc, KeyUses uses, KeysProperties properties) {
        this.jdbc = jdbc;
        this.uses = uses;
        this.interval = properties.writeUses();
    }

    @Override
    public void start() {
        running = true;
        var _ = scheduler.scheduleWithFixedDelay(
                this::write, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Before the pools close, and after the last request: this lifecycle began before the web server's. */
    @Override
    public void stop() {
        running = false;
        scheduler.shutdown();
        write();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private synchronized void write() {
        var taken = uses.take();
        taken.sort(Comparator.comparing((KeyUses.Use use) -> use.tenantId().toString())
                .thenComparing(use -> use.keyId().toString()));
        for (int from = 0; from < taken.size(); from += CHUNK) {
            var chunk = taken.subList(from, Math.min(from + CHUNK, taken.size()));
            try {
                write(chunk);
            } catch (RuntimeException e) {
                uses.putBack(taken.subList(from, taken.size()));
                log.atWarn().addKeyValue("cause", e.toString()).log("uses of keys not written; tried again later");
                return;
            }
        }
    }

    private void write(List<KeyUses.Use> chunk) {
        jdbc.sql("""
                        insert into api_key_uses (tenant_id, key_id, last_used_at)
                        select *
                        from unnest(:tenants::uuid[], :keys::uuid[], :times::timestamptz[])
                        on conflict on constraint api_key_uses_pkey do update
                        set last_used_at = excluded.last_used_at
                        where api_key_uses.last_used_at < excluded.last_used_at
                        """)
                .param(
                        "tenants",
                        chunk.stream().map(use -> use.tenantId().value()).toArray(UUID[]::new))
                .param("keys", chunk.stream().map(use -> use.keyId().value()).toArray(UUID[]::new))
                .param(
                        "times",
                        chunk.stream().map(use -> Timestamp.from(use.at())).toArray(Timestamp[]::new))
                .update();
    }
}

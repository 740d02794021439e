package com.lealup.webhook.delivery;

import com.lealup.webhook.signature.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Moves due deliveries to their endpoints: claims as much as the lanes have room for, and gives each claim a virtual
 * thread. Woken for lanes that have something new, and looks at all of them from time to time for what is due again.
 */
class Dispatcher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final DeliveryQueue queue;
    private final HttpSender sender;
    private final AttemptJournal journal;
    private final EndpointMeters meters;
    private final DeliverySettings settings;
    private final InstantSource clock;
    private final Lanes lanes;

    private final Object monitor = new Object();
    private Set<LaneKey> woken = new HashSet<>();
    private volatile boolean running;
    private Thread thread = Thread.ofPlatform().unstarted(() -> {});

    Dispatcher(
            DeliveryQueue queue,
            HttpSender sender,
            AttemptJournal journal,
            EndpointMeters meters,
            DeliverySettings settings,
            InstantSource clock) {
        this.queue = queue;
        this.sender = sender;
        this.journal = journal;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
        this.lanes = new Lanes(settings.endpointConcurrency(), settings.maxInFlight());
    }

    /** Something new is due, and committed: no need to wait for the next sweep. */
    @TransactionalEventListener
    public void on(DeliveriesQueued queued) {
        wake(queued.lanes());
    }

    private void wake(Collection<LaneKey> due) {
        synchronized (monitor) {
            woken.addAll(due);
            monitor.notifyAll();
        }
    }

    private void run() {
        var nextSweep = System.nanoTime();
        while (running) {
            try {
                var signalled = await(nextSweep);
                if (System.nanoTime() >= nextSweep) {
                    nextSweep = System.nanoTime() + settings.sweep().toNanos();
                    signalled.addAll(queue.dueLanes());
                }
                dispatch(signalled);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                nextSweep = System.nanoTime() + settings.sweep().toNanos();
                LOG.atWarn()
                        .setMessage("due deliveries could not be claimed; trying again")
                        .addKeyValue("error", e.toString())
                        .log();
            }
        }
    }

    /** The lanes that were woken, at the latest when the next sweep is due. */
    private Set<LaneKey> await(long until) throws InterruptedException {
        synchronized (monitor) {
            while (running && woken.isEmpty()) {
                var left = until - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                monitor.wait(Math.max(1, left / 1_000_000));
            }
            var taken = woken;
            woken = new HashSet<>();
            return taken;
        }
    }

    private void dispatch(Set<LaneKey> due) {
        var rooms = lanes.room(due);
        if (rooms.isEmpty()) {
            return;
        }
        var claims = queue.claim(rooms);
        var counts = claims.stream().collect(Collectors.groupingBy(Claim::lane, Collectors.counting()));
        rooms.forEach(
                room -> lanes.claimed(room, counts.getOrDefault(room.lane(), 0L).intValue()));
        claims.forEach(claim -> Thread.ofVirtual().name("webhook-attempt").start(() -> attempt(claim)));
    }

    private void attempt(Claim claim) {
        var succeeded = false;
        try {
            var startedAt = clock.instant();
            var begun = System.nanoTime();
            var body = claim.body().getBytes(StandardCharsets.UTF_8);
            var headers = new LinkedHashMap<String, String>();
            headers.put("webhook-id", claim.message().toString());
            headers.put("webhook-timestamp", Long.toString(startedAt.getEpochSecond()));
            headers.put(
                    "webhook-signature",
                    Signatures.sign(claim.secrets(), claim.message().toString(), startedAt, body));
            var outcome = sender.send(claim.url(), headers, body);
            var next = NextStep.after(outcome, claim.failedBefore(), claim.schedule(), RandomGenerator.getDefault());
            succeeded = next instanceof NextStep.Succeeded;
            var took = Duration.ofNanos(System.nanoTime() - begun);
            meters.attempted(claim.lane(), succeeded, took);
            journal.add(new Attempt(claim, startedAt, took, text(headers), outcome, next));
        } catch (RuntimeException e) {
            // A defect of ours: the lease ends, and the delivery is attempted again.
            LOG.atError()
                    .setMessage("an attempt failed before it was made")
                    .addKeyValue("delivery_id", claim.delivery())
                    .setCause(e)
                    .log();
        } finally {
            if (lanes.finished(claim.lane(), succeeded)) {
                wake(Set.of(claim.lane()));
            }
        }
    }

    private static String text(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void start() {
        running = true;
        journal.start();
        thread = Thread.ofPlatform().name("webhook-dispatcher").daemon().start(this::run);
    }

    /** Claims nothing more, waits for the attempts that are under way, and writes their results. */
    @Override
    public void stop() {
        running = false;
        synchronized (monitor) {
            monitor.notifyAll();
        }
        try {
            thread.join(settings.deadline());
            var patience =
                    System.nanoTime() + settings.deadline().plusSeconds(1).toNanos();
            while (lanes.inFlight() > 0 && System.nanoTime() < patience) {
                synchronized (monitor) {
                    monitor.wait(20);
                }
            }
            journal.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package com.lealup.customer.segment;

import com.lealup.customer.precondition.Precondition;
import com.lealup.platform.act.Act;
import com.lealup.platform.act.Actors;
import com.lealup.platform.identity.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Creates, changes and deletes segments: row and facts commit together. */
@Component
class EditSegments {

    /** Every customer shown is held against every segment, so there cannot be any number of them. */
    static final int MOST = 100;

    private final Segments segments;
    private final SegmentPublisher publisher;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    EditSegments(Segments segments, SegmentPublisher publisher, ApplicationEventPublisher events, InstantSource clock) {
        this.segments = segments;
        this.publisher = publisher;
        this.events = events;
        this.clock = clock;
    }

    /** What became of a wish. */
    sealed interface Outcome {

        record Done(Segment segment) implements Outcome {}

        record NotFound() implements Outcome {}

        record Stale() implements Outcome {}

        record TooMany() implements Outcome {}

        record NameTaken(SegmentId other) implements Outcome {}
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome create(Caller caller, String name, JsonNode filter) {
        var tenant = caller.tenantId();
        if (segments.all(tenant).size() >= MOST) {
            return new Outcome.TooMany();
        }
        var now = now();
        var segment = new Segment(SegmentId.next(), 1, name, filter, now, now);
        while (!segments.insert(tenant, segment)) {
            var other = segments.named(tenant, name);
            if (other.isPresent()) {
                return new Outcome.NameTaken(other.get());
            }
        }
        publisher.written(tenant, SegmentAction.CREATED, segment);
        write(caller, SegmentAction.CREATED, segment.id(), null, segment, now);
        return new Outcome.Done(segment);
    }

    /**
     * Changes a segment.
     *
     * @param name null keeps it, as does a filter that is null
     */
    @Transactional
    public Outcome change(
            Caller caller, SegmentId id, Precondition precondition, @Nullable String name, @Nullable JsonNode filter) {
        var tenant = caller.tenantId();
        var before = segments.lock(tenant, id).orElse(null);
        if (before == null) {
            return new Outcome.NotFound();
        }
        if (!precondition.holds(before.revision())) {
            return new Outcome.Stale();
        }
        var now = now();
        var after = before.with(name == null ? before.name() : name, filter == null ? before.filter() : filter, now);
        if (after.equals(before)) {
            return new Outcome.Done(before);
        }
        if (!segments.update(tenant, after)) {
            return segments.named(tenant, after.name())
                    .<Outcome>map(Outcome.NameTaken::new)
                    .orElseGet(Outcome.Stale::new);
        }
        publisher.written(tenant, SegmentAction.UPDATED, after);
        write(caller, SegmentAction.UPDATED, id, before, after, now);
        return new Outcome.Done(after);
    }

    @Transactional
    public Outcome delete(Caller caller, SegmentId id, Precondition precondition) {
        var before = segments.lock(caller.tenantId(), id).orElse(null);
        if (before == null) {
            return new Outcome.NotFound();
        }
        if (!precondition.holds(before.revision())) {
            return new Outcome.Stale();
        }
        segments.delete(caller.tenantId(), id);
        publisher.deleted(caller.tenantId(), before);
        write(caller, SegmentAction.DELETED, id, before, null, now());
        return new Outcome.Done(before);
    }

    private void write(
            Caller caller,
            SegmentAction action,
            SegmentId id,
            @Nullable Segment before,
            @Nullable Segment after,
            Instant now) {
        events.publishEvent(new Act(
                caller.tenantId(), action.word(), "segment", id.toString(), before, after, Actors.of(caller), now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

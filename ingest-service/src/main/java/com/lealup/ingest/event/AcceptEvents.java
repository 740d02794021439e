package com.lealup.ingest.event;

import com.lealup.ingest.batch.EventError;
import com.lealup.ingest.batch.EventErrorCode;
import com.lealup.ingest.batch.Lane;
import com.lealup.ingest.batch.Reading;
import com.lealup.ingest.batch.SoundEvent;
import com.lealup.ingest.customer.CustomerId;
import com.lealup.ingest.customer.KnownCustomers;
import com.lealup.ingest.customer.Standing;
import com.lealup.ingest.customer.Standings;
import com.lealup.ingest.limit.EventLimits;
import com.lealup.ingest.publish.AcceptedEvent;
import com.lealup.ingest.publish.EventLog;
import com.lealup.ingest.publish.Publication;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.limit.Charge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settles the fate of every event of a batch: refused for what it says or whose it is, or stored. */
@Component
class AcceptEvents {

    private final KnownCustomers customers;
    private final EventLimits limits;
    private final EventLog log;

    AcceptEvents(KnownCustomers customers, EventLimits limits, EventLog log) {
        this.customers = customers;
        this.limits = limits;
        this.log = log;
    }

    Acceptance accept(Submission submission, Reading.Batch batch) {
        var asked = batch.sound().stream().map(SoundEvent::customerId).toList();
        return switch (customers.find(submission.caller(), asked)) {
            case Standings.Known(var standings) -> accept(submission, batch, standings);
            case Standings.Unavailable() ->
                new Acceptance.Unavailable(
                        "Whether a customer of this batch exists could not be found out. Nothing of it was stored.",
                        List.of(),
                        submission.repeatable(batch));
        };
    }

    private Acceptance accept(Submission submission, Reading.Batch batch, Map<CustomerId, Standing> standings) {
        List<AcceptedEvent> accepted = new ArrayList<>();
        List<EventError> errors = new ArrayList<>(batch.errors());
        Set<OwnId> seen = new HashSet<>();
        for (var event : batch.sound()) {
            var fault = fault(event, standings.getOrDefault(event.customerId(), Standing.UNKNOWN), seen);
            if (fault == null) {
                accepted.add(submission.name(event));
            } else {
                errors.add(fault);
            }
        }
        // Stable, so that the faults of one event stay in the order of its text.
        errors.sort(Comparator.comparingInt(EventError::index));
        var tenantId = submission.caller().tenantId();
        var lane = submission.lane();
        var charge = limits.charge(tenantId, lane, accepted.size());
        if (charge.isPresent() && charge.get() instanceof Charge.Refused(var standing)) {
            return new Acceptance.Limited(standing, accepted.size());
        }
        var publication = log.publish(lane, tenantId, submission.receivedAt(), accepted);
        var unstored = accepted.size() - stored(publication, accepted.size());
        if (unstored > 0) {
            limits.giveBack(tenantId, lane, unstored);
        }
        return switch (publication) {
            case Publication.Stored() ->
                new Acceptance.Settled(
                        accepted.stream().map(stored -> stored.event().index()).toList(),
                        batch.size() - accepted.size(),
                        errors);
            case Publication.Failed(var stored) ->
                new Acceptance.Unavailable(
                        "Not every event could be stored in time. Those in \"stored\" are; of the others nothing is known.",
                        stored,
                        submission.repeatable(batch));
            case Publication.NotTried() ->
                new Acceptance.Unavailable(
                        "Events cannot be stored at the moment. Nothing of this batch was.",
                        List.of(),
                        submission.repeatable(batch));
        };
    }

    private static int stored(Publication publication, int accepted) {
        return switch (publication) {
            case Publication.Stored() -> accepted;
            case Publication.Failed(var stored) -> stored.size();
            case Publication.NotTried() -> 0;
        };
    }

    /** Only an event that would otherwise be accepted makes a later one a duplicate. */
    private static @Nullable EventError fault(SoundEvent event, Standing standing, Set<OwnId> seen) {
        return switch (standing) {
            case UNKNOWN ->
                event.refused(
                        EventErrorCode.UNKNOWN_CUSTOMER, "customer_id", "There is no such customer in this workspace.");
            case DELETED ->
                event.refused(
                        EventErrorCode.CUSTOMER_DELETED,
                        "customer_id",
                        "The customer was deleted. One in the trash takes events again once it is restored.");
            case ACTIVE ->
                event.externalId() == null || seen.add(new OwnId(event.customerId(), event.externalId()))
                        ? null
                        : event.refused(
                                EventErrorCode.DUPLICATE_IN_BATCH,
                                "external_id",
                                "An earlier event of this batch has the same customer_id and external_id; that one counts.");
        };
    }

    /**
     * Who sent a batch and how.
     *
     * @param idempotencyKey the request's key in its bare form
     * @param body the bytes that the batch was read from
     */
    @SuppressWarnings("ArrayRecordComponent") // Passed along for one request, never compared.
    record Submission(
            Caller caller,
            Lane lane,
            Instant receivedAt,
            @Nullable String idempotencyKey,
            byte[] body) {

        private AcceptedEvent name(SoundEvent event) {
            return EventIds.name(caller.tenantId(), idempotencyKey, body, event);
        }

        private boolean repeatable(Reading.Batch batch) {
            return idempotencyKey != null || batch.sound().stream().allMatch(event -> event.externalId() != null);
        }
    }

    private record OwnId(CustomerId customerId, String externalId) {}
}

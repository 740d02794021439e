package com.lealup.ingest.event;

import com.lealup.ingest.batch.BatchReader;
import com.lealup.ingest.batch.EventRules;
import com.lealup.ingest.batch.Lane;
import com.lealup.ingest.batch.Reading;
import com.lealup.ingest.limit.EventLimits;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.idempotency.IdempotencyKey;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.limit.RateLimitFields;
import com.lealup.platform.limit.Standing;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Takes batches of events. */
@RestController
class EventController {

    private static final String SCOPE = "events:write";

    private final AcceptEvents acceptEvents;
    private final EventLimits limits;
    private final RateLimitFields fields;
    private final BodyMemory bodies;
    private final Idempotency idempotency;
    private final Environment environment;
    private final InstantSource clock;
    private final JsonMapper json;

    EventController(
            AcceptEvents acceptEvents,
            EventLimits limits,
            RateLimitFields fields,
            BodyMemory bodies,
            Idempotency idempotency,
            Environment environment,
            InstantSource clock,
            JsonMapper json) {
        this.acceptEvents = acceptEvents;
        this.limits = limits;
        this.fields = fields;
        this.bodies = bodies;
        this.idempotency = idempotency;
        this.environment = environment;
        this.clock = clock;
        this.json = json;
    }

    @PostMapping(path = "/v1/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(SCOPE)
    ResponseEntity<byte[]> ingestEvents(Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return ingest(caller, request, response, Lane.LIVE);
    }

    @PostMapping(path = "/v1/events/backfill", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(SCOPE)
    ResponseEntity<byte[]> backfillEvents(Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return ingest(caller, request, response, Lane.BACKFILL);
    }

    private ResponseEntity<byte[]> ingest(
            Caller caller, HttpServletRequest request, HttpServletResponse response, Lane lane) throws IOException {
        var standing = limits.standing(caller.tenantId(), lane);
        standing.ifPresent(known -> fields.writeItem(response, known));
        if (standing.isPresent()
                && standing.get().remaining() == 0
                && IdempotencyKey.of(request).isEmpty()) {
            // Whatever the body holds; but the answer to a retry may be there already, and costs nothing.
            throw limited(response, standing.get(), "Nothing of this batch was read.");
        }
        try {
            return bodies.with(
                            caller.tenantId(),
                            request.getInputStream(),
                            body -> ingest(caller, request, response, lane, body))
                    .orElseThrow(() -> Problems.unavailable(
                            "Too many events are under way at the moment. Nothing of this batch was stored.",
                            Duration.ofSeconds(1)));
        } finally {
            if (!response.containsHeader(RateLimitFields.OLD_LIMIT)) {
                limits.standing(caller.tenantId(), lane).ifPresent(known -> fields.writeItem(response, known));
            }
        }
    }

    private ResponseEntity<byte[]> ingest(
            Caller caller, HttpServletRequest request, HttpServletResponse response, Lane lane, byte[] body) {
        var now = clock.instant();
        var key = IdempotencyKey.of(request).map(IdempotencyKey::value);
        var batch = switch (BatchReader.read(body, new EventRules(environment, lane, now))) {
            case Reading.Batch read -> read;
            case Reading.Malformed(var detail, var line, var column) -> throw Problems.malformed(detail, line, column);
            case Reading.NotABatch(var errors) -> throw Problems.validation(errors);
        };
        var submission =
                new AcceptEvents.Submission(caller, lane, now.truncatedTo(ChronoUnit.MICROS), key.orElse(null), body);
        if (key.isEmpty()) {
            // Without a key there is nothing to remember, and so no need of the database.
            return answer(response, acceptEvents.accept(submission, batch));
        }
        return new KeyedWork(idempotency, request, body)
                .run(() -> acceptEvents.accept(submission, batch), acceptance -> answer(response, acceptance));
    }

    private ResponseEntity<byte[]> answer(HttpServletResponse response, Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Settled settled ->
                ResponseEntity.accepted()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json.writeValueAsBytes(EventsAnswer.of(settled)));
            case Acceptance.Limited(var standing, var events) ->
                throw limited(
                        response,
                        standing,
                        "This batch would store " + events + " and " + standing.remaining()
                                + " are left. Nothing of it was stored.");
            case Acceptance.Unavailable(var detail, var stored, var retrySafe) ->
                throw unavailable(detail, stored, retrySafe);
        };
    }

    private ProblemException limited(HttpServletResponse response, Standing standing, String consequence) {
        fields.write(response, standing);
        return RateLimitFields.refusal(
                standing,
                "This workspace may send " + standing.policy().limit().quota() + " events a minute. " + consequence
                        + " Send it again in " + standing.resetSeconds() + " s.");
    }

    static ProblemException unavailable(String detail, List<Integer> stored, boolean retrySafe) {
        return Problems.of(ProblemType.UNAVAILABLE, detail, Map.of("stored", stored, "retry_safe", retrySafe))
                .with(HttpHeaders.RETRY_AFTER, "1");
    }
}

package com.lealup.ingest.event;

import com.lealup.ingest.batch.BatchReader;
import com.lealup.ingest.batch.EventRules;
import com.lealup.ingest.batch.Lane;
import com.lealup.ingest.batch.Reading;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.idempotency.IdempotencyKey;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
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
    private final BodyMemory bodies;
    private final Idempotency idempotency;
    private final Environment environment;
    private final InstantSource clock;
    private final JsonMapper json;

    EventController(
            AcceptEvents acceptEvents,
            BodyMemory bodies,
            Idempotency idempotency,
            Environment environment,
            InstantSource clock,
            JsonMapper json) {
        this.acceptEvents = acceptEvents;
        this.bodies = bodies;
        this.idempotency = idempotency;
        this.environment = environment;
        this.clock = clock;
        this.json = json;
    }

    @PostMapping(path = "/v1/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(SCOPE)
    ResponseEntity<byte[]> ingestEvents(Caller caller, HttpServletRequest request) throws IOException {
        return ingest(caller, request, Lane.LIVE);
    }

    @PostMapping(path = "/v1/events/backfill", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(SCOPE)
    ResponseEntity<byte[]> backfillEvents(Caller caller, HttpServletRequest request) throws IOException {
        return ingest(caller, request, Lane.BACKFILL);
    }

    private ResponseEntity<byte[]> ingest(Caller caller, HttpServletRequest request, Lane lane) throws IOException {
        return bodies.with(request.getInputStream(), body -> ingest(caller, request, lane, body))
                .orElseThrow(() -> Problems.unavailable(
                        "Too many events are under way at the moment. Nothing of this batch was stored.",
                        Duration.ofSeconds(1)));
    }

    private ResponseEntity<byte[]> ingest(Caller caller, HttpServletRequest request, Lane lane, byte[] body) {
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
            return answer(acceptEvents.accept(submission, batch));
        }
        return new KeyedWork(idempotency, request, body)
                .run(() -> acceptEvents.accept(submission, batch), this::answer);
    }

    private ResponseEntity<byte[]> answer(Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Settled settled ->
                ResponseEntity.accepted()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json.writeValueAsBytes(EventsAnswer.of(settled)));
            case Acceptance.Unavailable(var detail, var stored, var retrySafe) ->
                throw unavailable(detail, stored, retrySafe);
        };
    }

    static ProblemException unavailable(String detail, List<Integer> stored, boolean retrySafe) {
        return Problems.of(ProblemType.UNAVAILABLE, detail, Map.of("stored", stored, "retry_safe", retrySafe))
                .with(HttpHeaders.RETRY_AFTER, "1");
    }
}

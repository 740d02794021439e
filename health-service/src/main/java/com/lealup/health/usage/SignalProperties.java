package com.lealup.health.usage;

import com.lealup.health.score.ReservedEvent;
import com.lealup.health.score.Severity;
import com.lealup.health.score.ShortHash;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the documented properties of reserved events. An event without them is on the timeline like any other and moves
 * no score: a ticket that has no id could never be closed, a grade out of range says nothing.
 */
@Component
class SignalProperties {

    private static final int NPS = 1;
    private static final int CSAT = 2;

    private final JsonMapper mapper;

    SignalProperties(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** What the event says of a ticket, if it says anything. */
    Optional<TicketNews> ticket(Event event, @Nullable ReservedEvent meaning) {
        if (meaning != ReservedEvent.TICKET_OPENED
                && meaning != ReservedEvent.TICKET_CLOSED
                && meaning != ReservedEvent.TICKET_ESCALATED) {
            return Optional.empty();
        }
        var properties = properties(event);
        var id = properties.path("ticket_id");
        if (!id.isString() && !id.isIntegralNumber()) {
            return Optional.empty();
        }
        var ticket = ShortHash.of("ticket:" + id.asString());
        return Optional.of(
                switch (meaning) {
                    case TICKET_OPENED -> new TicketNews(ticket, severity(properties), event.at(), null, null);
                    case TICKET_CLOSED -> new TicketNews(ticket, Severity.LOW, null, event.at(), null);
                    default -> new TicketNews(ticket, Severity.LOW, null, null, event.at());
                });
    }

    /** What the event says a respondent answered, if it says anything. */
    Optional<AnswerNews> answer(Event event, @Nullable ReservedEvent meaning) {
        if (meaning == ReservedEvent.NPS_SUBMITTED) {
            return answer(event, NPS, BigDecimal.ZERO, BigDecimal.TEN);
        }
        return meaning == ReservedEvent.CSAT_SUBMITTED
                ? answer(event, CSAT, BigDecimal.ONE, BigDecimal.valueOf(5))
                : Optional.empty();
    }

    private Optional<AnswerNews> answer(Event event, int survey, BigDecimal least, BigDecimal most) {
        var score = properties(event).path("score");
        if (!score.isNumber()) {
            return Optional.empty();
        }
        var value = score.decimalValue();
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            return Optional.empty();
        }
        return Optional.of(new AnswerNews(
                survey, event.respondent(), value.movePointRight(6).intValue(), event.at()));
    }

    private static Severity severity(JsonNode properties) {
        return Severity.of(properties.path("severity").asString("")).orElse(Severity.NORMAL);
    }

    private JsonNode properties(Event event) {
        return mapper.readTree(event.properties() == null ? "{}" : event.properties());
    }
}

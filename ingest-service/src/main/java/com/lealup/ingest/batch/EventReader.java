package com.lealup.ingest.batch;

import static com.lealup.ingest.batch.EventErrorCode.INVALID_EMAIL;
import static com.lealup.ingest.batch.EventErrorCode.INVALID_EVENT;
import static com.lealup.ingest.batch.EventErrorCode.INVALID_EVENT_NAME;
import static com.lealup.ingest.batch.EventErrorCode.INVALID_EXTERNAL_ID;
import static com.lealup.ingest.batch.EventErrorCode.INVALID_PROPERTIES;
import static com.lealup.ingest.batch.EventErrorCode.INVALID_TIMESTAMP;
import static com.lealup.ingest.batch.EventErrorCode.PROPERTIES_TOO_LARGE;
import static com.lealup.ingest.batch.EventErrorCode.TIMESTAMP_IN_FUTURE;
import static com.lealup.ingest.batch.EventErrorCode.TIMESTAMP_TOO_OLD;
import static com.lealup.ingest.batch.EventErrorCode.UNKNOWN_CUSTOMER;
import static com.lealup.ingest.batch.EventErrorCode.UNKNOWN_FIELD;

import com.lealup.ingest.customer.CustomerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads events one after another and keeps the sound ones and the faults of the others. Every fault of an event is
 * found in one pass. The fields below hold the event at hand and are cleared with each.
 */
final class EventReader {

    private static final int LONGEST_ID = 128;
    private static final int MOST_FAULTS_PER_EVENT = 20;
    private static final int MOST_NAMES = 1000;

    private final StrictJson json;
    private final byte[] body;
    private final EventRules rules;
    private final ValueWalk walk;
    private final List<SoundEvent> sound = new ArrayList<>();
    private final List<EventError> errors = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private String pointer = "";
    private @Nullable CustomerId customerId;
    private @Nullable String name;
    private @Nullable Instant timestamp;
    private @Nullable String userEmail;
    private @Nullable String userExternalId;
    private @Nullable String externalId;
    private @Nullable String properties;

    EventReader(StrictJson json, byte[] body, EventRules rules) {
        this.json = json;
        this.body = body;
        this.rules = rules;
        this.walk = new ValueWalk(json);
    }

    Reading.Batch batch(int size) {
        return new Reading.Batch(size, sound, errors);
    }

    /** Reads the value at the parser's current token, whatever it is, as the event of that index. */
    void read(int index, String at) {
        clear(at);
        if (json.parser().currentToken() != JsonToken.START_OBJECT) {
            fault(INVALID_EVENT, "", "An event is an object; this is " + json.kind() + '.');
            walk.walk();
            keepFaults(index);
            return;
        }
        var start = json.tokenStart();
        fields();
        var end = json.tokenEnd();
        var customer = customerId;
        var eventName = name;
        if (customer == null) {
            missing(UNKNOWN_CUSTOMER, "/customer_id", "Is required: the id of the customer whose event this is.");
        }
        if (eventName == null) {
            missing(INVALID_EVENT_NAME, "/event_name", "Is required: what happened, in snake_case.");
        }
        if (!faults.isEmpty() || customer == null || eventName == null) {
            keepFaults(index);
            return;
        }
        var occurredAt = timestamp == null ? rules.now().truncatedTo(ChronoUnit.MICROS) : timestamp;
        sound.add(new SoundEvent(
                index,
                at,
                customer,
                eventName,
                occurredAt,
                userEmail,
                userExternalId,
                externalId,
                properties,
                start,
                end));
    }

    private void fields() {
        var parser = json.parser();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var field = parser.currentName();
            // An event with more names than this is refused for them already: no need to remember the rest.
            if (!names.contains(field) && names.size() < MOST_NAMES) {
                names.add(field);
            } else if (names.contains(field)) {
                throw json.malformed("The name \"" + Shown.shorten(field) + "\" is given twice in one object.");
            }
            parser.nextToken();
            switch (field) {
                case "customer_id" -> customerId();
                case "event_name" -> eventName();
                case "timestamp" -> timestamp();
                case "user_email" -> userEmail();
                case "user_external_id" -> userExternalId = id("user_external_id");
                case "external_id" -> externalId = id("external_id");
                case "properties" -> properties();
                default -> unknown(field);
            }
        }
    }

    private void customerId() {
        var text = text(CustomerId.LENGTH, UNKNOWN_CUSTOMER, "/customer_id", "Must be a customer's id");
        if (text != null) {
            customerId = CustomerId.parse(text).orElse(null);
            if (customerId == null) {
                fault(UNKNOWN_CUSTOMER, "/customer_id", "There is no such customer: an id has 26 characters.");
            }
        }
    }

    private void eventName() {
        var text = text(EventName.LONGEST, INVALID_EVENT_NAME, "/event_name", "Must be a name in snake_case");
        if (text != null) {
            if (EventName.isSnakeCase(text)) {
                name = text;
            } else {
                fault(
                        INVALID_EVENT_NAME,
                        "/event_name",
                        "Must be snake_case: words of a-z and 0-9 joined by \"_\", beginning with a letter.");
            }
        }
    }

    private void timestamp() {
        var text = text(Timestamp.LONGEST, INVALID_TIMESTAMP, "/timestamp", "Must be an RFC 3339 time");
        if (text == null) {
            return;
        }
        var at = Timestamp.parse(text);
        if (at.isEmpty()) {
            fault(
                    INVALID_TIMESTAMP,
                    "/timestamp",
                    Timestamp.lacksZone(text)
                            ? "Must name its zone: \"Z\" or an offset such as \"+02:00\"."
                            : "Must be an RFC 3339 time with a zone, such as \"2026-04-15T14:25:00Z\".");
        } else if (rules.tooOld(at.get())) {
            fault(
                    TIMESTAMP_TOO_OLD,
                    "/timestamp",
                    "Must not be older than " + rules.lane().limit() + '.');
        } else if (rules.inFuture(at.get())) {
            fault(TIMESTAMP_IN_FUTURE, "/timestamp", "Must not be more than 5 minutes in the future.");
        } else {
            timestamp = at.get();
        }
    }

    private void userEmail() {
        var text = text(Email.LONGEST, INVALID_EMAIL, "/user_email", "Must be an e-mail address");
        if (text == null) {
            return;
        }
        if (Email.isAddress(text) || (rules.takesGuideAddress() && text.equals(Email.GUIDE_ADDRESS))) {
            userEmail = text;
        } else if (Email.looksLikeGuideAddress(text)) {
            fault(
                    INVALID_EMAIL,
                    "/user_email",
                    "Must be an e-mail address; \"[email protected]\" is what a web page shows in place of one that it hides.");
        } else {
            fault(INVALID_EMAIL, "/user_email", "Must be an e-mail address, such as \"ana@acme.com\".");
        }
    }

    private @Nullable String id(String field) {
        var text = text(LONGEST_ID, INVALID_EXTERNAL_ID, '/' + field, "Must be an id");
        if (text == null || (!text.isEmpty() && StorableText.isIdentifier(text))) {
            return text;
        }
        fault(INVALID_EXTERNAL_ID, '/' + field, "Must have 1 to 128 characters, none of them a control character.");
        return null;
    }

    private void properties() {
        var token = json.parser().currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.START_OBJECT) {
            fault(INVALID_PROPERTIES, "/properties", "Must be an object; this is " + json.kind() + '.');
            walk.walk();
            return;
        }
        var start = json.tokenStart();
        walk.walk();
        var end = json.tokenEnd();
        if (end - start > ValueWalk.LARGEST) {
            fault(
                    PROPERTIES_TOO_LARGE,
                    "/properties",
                    "Must be at most 10 KB (10240 bytes) of JSON; these are " + (end - start) + " bytes.");
        } else if (walk.tooDeep()) {
            fault(INVALID_PROPERTIES, "/properties", "Must not nest more than 16 levels.");
        } else if (walk.unrepresentableNumber()) {
            fault(INVALID_PROPERTIES, "/properties", "Must not hold a number beyond the range of a double.");
        } else if (!StorableText.isStorableJson(body, start, end)) {
            fault(INVALID_PROPERTIES, "/properties", "Must not hold \\u0000 nor half of a surrogate pair.");
        } else {
            properties = new String(body, start, end - start, StandardCharsets.UTF_8);
        }
    }

    private void unknown(String field) {
        walk.walk();
        if (faults.size() == MOST_FAULTS_PER_EVENT) {
            return;
        }
        var shown = Shown.shorten(field);
        // A shortened name points nowhere, so then the event itself is pointed at.
        var at = shown.equals(field) ? '/' + Shown.pointerToken(field) : "";
        fault(
                UNKNOWN_FIELD,
                at,
                "\"" + shown + "\" is not a field of an event; what is your own belongs in \"properties\".");
    }

    /**
     * A text of at most so many characters; null when there is none, and then a fault says so unless it was JSON's
     * null.
     */
    private @Nullable String text(int longest, EventErrorCode code, String field, String expectation) {
        var token = json.parser().currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING) {
            fault(code, field, expectation + "; this is " + json.kind() + '.');
            walk.walk();
            return null;
        }
        if (!json.hopelesslyLong(longest)) {
            var text = json.parser().getString();
            if (text.codePointCount(0, text.length()) <= longest) {
                return text;
            }
        }
        fault(code, field, expectation + " of at most " + longest + " characters.");
        return null;
    }

    private void clear(String at) {
        pointer = at;
        faults.clear();
        names.clear();
        customerId = null;
        name = null;
        timestamp = null;
        userEmail = null;
        userExternalId = null;
        externalId = null;
        properties = null;
    }

    private void fault(EventErrorCode code, String field, String message) {
        if (faults.size() < MOST_FAULTS_PER_EVENT) {
            faults.add(new Fault(code, field, message));
        }
    }

    /** A required field without a value; one with a wrong value has its fault already. */
    private void missing(EventErrorCode code, String field, String message) {
        if (faults.stream().noneMatch(fault -> fault.field().equals(field))) {
            fault(code, field, message);
        }
    }

    private void keepFaults(int index) {
        for (var fault : faults) {
            errors.add(new EventError(index, externalId, fault.code(), fault.message(), pointer + fault.field()));
        }
    }

    private record Fault(EventErrorCode code, String field, String message) {}
}

package com.lealup.webhook.segment;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A segment's filter, in the API's filter language, held against one customer. It means what it means in the list of
 * customers: whatever a customer does not have is neither equal to, less nor more than anything. Customer-service has
 * checked it; a part that this version does not know holds for nobody.
 */
public final class SegmentFilter {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CUSTOM = "custom_fields.";
    private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036f]");
    private static final Map<String, String> LETTERS =
            Map.of("ø", "o", "ł", "l", "đ", "d", "ð", "d", "ħ", "h", "ı", "i", "ŧ", "t", "æ", "ae", "œ", "oe");

    private final JsonNode filter;

    private SegmentFilter(JsonNode filter) {
        this.filter = filter;
    }

    /** Reads one that customer-service has published. */
    public static SegmentFilter of(String json) {
        return new SegmentFilter(JSON.readTree(json));
    }

    /**
     * Whether it holds.
     *
     * @param customer as the API shows it, its health included
     * @param today from when {@code within_days} counts
     */
    public boolean holds(JsonNode customer, LocalDate today) {
        return holds(filter, customer, today);
    }

    private static boolean holds(JsonNode part, JsonNode customer, LocalDate today) {
        if (part.has("and")) {
            return stream(part.get("and")).allMatch(one -> holds(one, customer, today));
        }
        if (part.has("or")) {
            return stream(part.get("or")).anyMatch(one -> holds(one, customer, today));
        }
        if (part.has("not")) {
            return !holds(part.get("not"), customer, today);
        }
        var field = part.path("field").asString("");
        var found = found(customer, field);
        var value = part.path("value");
        return switch (part.path("op").asString("")) {
            case "is_null" -> found.isNull() || found.isMissingNode();
            case "in" -> stream(value).anyMatch(one -> equal(field, found, one));
            case "contains" -> found.isString() && folded(found.stringValue()).contains(folded(value.asString("")));
            case "within_days" -> isWithin(found, today, value.asInt(0));
            case "eq" -> equal(field, found, value);
            case "ne" -> !equal(field, found, value);
            case "lt" -> isOrdered(field, found, value, order -> order < 0);
            case "lte" -> isOrdered(field, found, value, order -> order <= 0);
            case "gt" -> isOrdered(field, found, value, order -> order > 0);
            case "gte" -> isOrdered(field, found, value, order -> order >= 0);
            default -> false;
        };
    }

    private static JsonNode found(JsonNode customer, String field) {
        return field.startsWith(CUSTOM)
                ? customer.path("custom_fields").path(field.substring(CUSTOM.length()))
                : field.isEmpty() ? MissingNode.getInstance() : customer.path(field);
    }

    private static boolean equal(String field, JsonNode found, JsonNode value) {
        if (found.isBoolean() || value.isBoolean()) {
            return found.isBoolean() && value.isBoolean() && found.booleanValue() == value.booleanValue();
        }
        return isOrdered(field, found, value, order -> order == 0);
    }

    private interface Order {
        boolean suits(int comparison);
    }

    private static boolean isOrdered(String field, JsonNode found, JsonNode value, Order order) {
        if (found.isNumber() && value.isNumber()) {
            return order.suits(found.decimalValue().compareTo(value.decimalValue()));
        }
        if (!found.isString() || !value.isString()) {
            return false;
        }
        var one = found.stringValue();
        var other = value.stringValue();
        return switch (field) {
            case "created_at", "updated_at" -> {
                var moment = moment(one);
                var asked = moment(other);
                yield moment != null && asked != null && order.suits(moment.compareTo(asked));
            }
            case "owner_id" -> order.suits(one.compareToIgnoreCase(other));
            case "owner_email" -> order.suits(inBytes(lower(one), lower(other)));
            case "email_domain" -> order.suits(inBytes(ascii(one), ascii(other)));
            default -> order.suits(inBytes(one, other));
        };
    }

    private static boolean isWithin(JsonNode found, LocalDate today, int days) {
        if (!found.isString()) {
            return false;
        }
        var day = LocalDate.parse(found.stringValue());
        return !day.isBefore(today) && !day.isAfter(today.plusDays(days));
    }

    /** As Postgres orders by the collation "C". */
    private static int inBytes(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String ascii(String domain) {
        try {
            return lower(IDN.toASCII(domain));
        } catch (IllegalArgumentException e) {
            return lower(domain);
        }
    }

    /** Without case and accents, as customer-service's own {@code folded}. */
    private static String folded(String text) {
        var bare = MARKS.matcher(Normalizer.normalize(lower(text), Normalizer.Form.NFKD))
                .replaceAll("")
                .replace("ß", "ss");
        for (var letter : LETTERS.entrySet()) {
            bare = bare.replace(letter.getKey(), letter.getValue());
        }
        return bare;
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

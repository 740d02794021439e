package com.lealup.customer.filter;

import com.lealup.customer.field.CustomFields;
import com.lealup.customer.filter.Filter.Comparison;
import com.lealup.customer.filter.Filter.Subject;
import com.lealup.customer.value.Checked;
import com.lealup.platform.json.JsonBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads a filter from JSON. An object is one of
 *
 * <pre>
 * {"and": [filter, …]}   {"or": [filter, …]}   {"not": filter}
 * {"field": "arr", "op": "gte", "value": 50000}
 * </pre>
 *
 * where {@code field} is one of a customer's, or {@code custom_fields.} and a key, and {@code op} is {@code eq},
 * {@code ne}, {@code lt}, {@code lte}, {@code gt}, {@code gte}, {@code in} (the value a list), {@code contains}
 * (texts), {@code within_days} ({@code renewal_date}; the value a number of days) or {@code is_null} (no value).
 *
 * <p>What it returns means something only if {@link JsonBody#finish()} then finds no mistake.
 */
public final class FilterReader {

    static final int DEEPEST = 8;
    static final int MOST_PARTS = 100;
    static final int MOST_VALUES = 100;
    static final int MOST_VALUES_TOGETHER = 500;
    static final int LONGEST_TEXT = 500;
    static final int MOST_DAYS = 3650;

    private static final String CUSTOM = "custom_fields.";
    private static final String OPERATORS = "eq, ne, lt, lte, gt, gte, in, contains, within_days or is_null";
    private static final Filter UNREADABLE = new Filter.Or(List.of());

    private int parts;
    private int values;

    private FilterReader() {}

    /** Reads one; mistakes go to the body it is part of. */
    public static Filter read(JsonBody filter) {
        return new FilterReader().read(filter, 1);
    }

    private Filter read(JsonBody filter, int depth) {
        parts++;
        if (depth > DEEPEST || parts > MOST_PARTS) {
            filter.names().forEach(filter::any);
            return parts > MOST_PARTS + 1 ? UNREADABLE : tooLarge(filter);
        }
        var shapes = List.of("and", "or", "not", "field").stream()
                .filter(filter::has)
                .toList();
        if (shapes.size() != 1) {
            filter.names().forEach(filter::any);
            return fail(filter, "field", "invalid_filter", "must have exactly one of and, or, not, field");
        }
        return switch (shapes.getFirst()) {
            case "and" -> new Filter.And(all(filter, "and", depth));
            case "or" -> new Filter.Or(all(filter, "or", depth));
            case "not" ->
                new Filter.Not(filter.object("not")
                        .required()
                        .find()
                        .map(part -> read(part, depth + 1))
                        .orElse(UNREADABLE));
            default -> condition(filter);
        };
    }

    private List<Filter> all(JsonBody filter, String name, int depth) {
        var found = new ArrayList<Filter>();
        filter.objects(name)
                .required()
                .size(1, MOST_PARTS)
                .find()
                .ifPresent(list -> list.forEach(part -> found.add(read(part, depth + 1))));
        return found;
    }

    private Filter condition(JsonBody filter) {
        var subject = filter.text("field")
                .required()
                .map(
                        FilterReader::subject,
                        "unknown_field",
                        "must be a field of a customer, or custom_fields. and a key")
                .find();
        var operator = filter.text("op").required().find();
        var value = filter.any("value").find();
        if (subject.isEmpty() || operator.isEmpty()) {
            return UNREADABLE;
        }
        return switch (operator.get()) {
            case "is_null" -> absent(filter, subject.get());
            case "in" -> in(filter, subject.get(), value);
            case "contains" -> contains(filter, subject.get(), value);
            case "within_days" -> withinDays(filter, subject.get(), value);
            default -> compare(filter, subject.get(), operator.get(), value);
        };
    }

    private static Filter absent(JsonBody filter, Subject subject) {
        return filter.has("value")
                ? fail(
                        filter,
                        "value",
                        "not_allowed",
                        "must not be given with is_null; wrap it in not for the opposite")
                : new Filter.Absent(subject);
    }

    private Filter in(JsonBody filter, Subject subject, Optional<JsonNode> list) {
        if (list.isEmpty() || !list.get().isArray()) {
            return fail(filter, "value", "invalid_type", "must be a list of values");
        }
        if (list.get().isEmpty() || list.get().size() > MOST_VALUES) {
            return fail(filter, "value", "invalid_length", "must have 1 to " + MOST_VALUES + " values");
        }
        values += list.get().size();
        if (values > MOST_VALUES_TOGETHER) {
            return fail(
                    filter,
                    "value",
                    "too_large",
                    "the lists of a filter have at most " + MOST_VALUES_TOGETHER + " values together");
        }
        var found = new ArrayList<Object>();
        for (var element : list.get()) {
            var read = value(subject, element);
            if (read.isEmpty()) {
                return fail(filter, "value", "invalid_value", "each must be " + takes(subject));
            }
            found.add(read.get());
        }
        return new Filter.In(subject, List.copyOf(found));
    }

    private static Filter contains(JsonBody filter, Subject subject, Optional<JsonNode> value) {
        if (subject instanceof Subject.Own(CustomerField field) && field.kind() != CustomerField.Kind.TEXT) {
            return fail(filter, "op", "invalid_operator", "contains asks for texts, which " + field.word() + " is not");
        }
        var text = value.filter(JsonNode::isString).map(JsonNode::stringValue);
        if (text.isEmpty() || text.get().isEmpty() || text.get().length() > LONGEST_TEXT) {
            return fail(filter, "value", "invalid_value", "must be a text of 1 to " + LONGEST_TEXT + " characters");
        }
        return new Filter.Contains(subject, text.get());
    }

    private static Filter withinDays(JsonBody filter, Subject subject, Optional<JsonNode> value) {
        if (!(subject instanceof Subject.Own(CustomerField field)) || field.kind() != CustomerField.Kind.DAY) {
            return fail(filter, "op", "invalid_operator", "within_days asks for renewal_date only");
        }
        var days = value.filter(node -> node.isIntegralNumber() && node.canConvertToInt())
                .map(JsonNode::intValue)
                .filter(number -> number >= 0 && number <= MOST_DAYS);
        return days.isEmpty()
                ? fail(filter, "value", "out_of_range", "must be a number of days from 0 to " + MOST_DAYS)
                : new Filter.WithinDays(subject, days.get());
    }

    private static Filter compare(JsonBody filter, Subject subject, String operator, Optional<JsonNode> value) {
        var comparison = Arrays.stream(Comparison.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(operator))
                .findFirst();
        if (comparison.isEmpty()) {
            return fail(filter, "op", "invalid_operator", "must be " + OPERATORS);
        }
        if (comparison.get().isOrder()
                && subject instanceof Subject.Own(CustomerField field)
                && field.kind() == CustomerField.Kind.NAMED) {
            return fail(filter, "op", "invalid_operator", "must be eq, ne, in or is_null for " + field.word());
        }
        var read = value.flatMap(node -> value(subject, node))
                .filter(one -> !(comparison.get().isOrder() && one instanceof Boolean));
        return read.isEmpty()
                ? fail(filter, "value", "invalid_value", "must be " + takes(subject))
                : new Filter.Compare(subject, comparison.get(), read.get());
    }

    private static Optional<Subject> subject(String text) {
        if (text.startsWith(CUSTOM)) {
            return CustomFields.key(text.substring(CUSTOM.length())) instanceof Checked.Valid<String>(String key)
                    ? Optional.of(new Subject.Custom(key))
                    : Optional.empty();
        }
        return CustomerField.of(text).map(Subject.Own::new);
    }

    private static Optional<Object> value(Subject subject, JsonNode node) {
        if (node.isString() && node.stringValue().length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        return switch (subject) {
            case Subject.Own(CustomerField field) -> field.read(node);
            case Subject.Custom custom -> scalar(node);
        };
    }

    private static Optional<Object> scalar(JsonNode node) {
        if (node.isString()) {
            return Optional.of(node.stringValue());
        }
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        return node.isNumber() ? Optional.of(node.decimalValue()) : Optional.empty();
    }

    private static String takes(Subject subject) {
        return switch (subject) {
            case Subject.Own(CustomerField field) -> field.takes();
            case Subject.Custom custom ->
                "a text of at most " + LONGEST_TEXT + " characters, a number, or with eq, ne " + "and in true or false";
        };
    }

    private static Filter tooLarge(JsonBody filter) {
        return fail(
                filter,
                "field",
                "too_large",
                "has more than " + MOST_PARTS + " parts or is nested deeper than " + DEEPEST);
    }

    private static Filter fail(JsonBody filter, String name, String code, String message) {
        filter.fail(name, code, message);
        return UNREADABLE;
    }
}

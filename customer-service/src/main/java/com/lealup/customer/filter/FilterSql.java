package com.lealup.customer.filter;

import com.lealup.customer.filter.Filter.Comparison;
import com.lealup.customer.filter.Filter.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A filter as a condition over {@code customers c}, {@code customer_health h} and {@code owners o}. Columns and
 * operators come from this program alone; whatever a client wrote, keys of custom fields included, is a bound
 * parameter.
 */
public final class FilterSql {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String prefix;
    private final LocalDate today;
    private final Map<String, Object> parameters = new TreeMap<>();

    private FilterSql(String prefix, LocalDate today) {
        this.prefix = prefix;
        this.today = today;
    }

    /**
     * SQL for a where clause.
     *
     * @param parameters by name, without the colon
     */
    public record Condition(String sql, Map<String, Object> parameters) {}

    /**
     * Writes it.
     *
     * @param prefix what the names of its parameters begin with, so that several can stand in one statement
     * @param today from when {@code within_days} counts
     */
    public static Condition of(Filter filter, String prefix, LocalDate today) {
        var writer = new FilterSql(prefix, today);
        return new Condition(writer.write(filter), writer.parameters);
    }

    private String write(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> parts) -> joined(parts, " and ");
            case Filter.Or(List<Filter> parts) -> joined(parts, " or ");
            // Two-valued: what compares with nothing does not hold, and so its opposite does.
            case Filter.Not(Filter part) -> "not coalesce(" + write(part) + ", false)";
            case Filter.Compare(Subject subject, Comparison comparison, Object value) ->
                comparison == Comparison.NE
                        ? "not coalesce(" + compare(subject, Comparison.EQ, value) + ", false)"
                        : compare(subject, comparison, value);
            case Filter.In(Subject subject, List<Object> values) -> in(subject, values);
            case Filter.Contains(Subject subject, String text) ->
                "position(folded(" + bind(text) + "::text) in folded(" + text(subject) + ")) > 0";
            case Filter.Absent(Subject subject) -> absent(subject);
            case Filter.WithinDays(Subject subject, int days) ->
                text(subject) + " between " + bind(today) + "::date and " + bind(today.plusDays(days)) + "::date";
        };
    }

    private String joined(List<Filter> parts, String word) {
        return parts.stream().map(this::write).collect(Collectors.joining(word, "(", ")"));
    }

    private String compare(Subject subject, Comparison comparison, Object value) {
        return switch (subject) {
            case Subject.Own(CustomerField field) -> ordered(field.column(), comparison, value);
            case Subject.Custom(String key) ->
                comparison.isOrder()
                        ? orderedCustom(key, comparison, value)
                        : "c.custom_fields -> " + bind(key) + "::text = " + json(value);
        };
    }

    private String ordered(String column, Comparison comparison, Object value) {
        var collated = value instanceof String ? " collate \"C\" " : " ";
        return column + collated + comparison.operator() + " " + bind(value);
    }

    /** Compares values of the type asked for; a value of another one is not comparable, and no failing cast either. */
    private String orderedCustom(String key, Comparison comparison, Object value) {
        var name = bind(key) + "::text";
        var isNumber = value instanceof BigDecimal;
        return "case when jsonb_typeof(c.custom_fields -> " + name + ") = '" + (isNumber ? "number" : "string")
                + "' then (c.custom_fields ->> " + name + ")" + (isNumber ? "::numeric " : " collate \"C\" ")
                + comparison.operator() + " " + bind(value) + (isNumber ? "::numeric" : "::text") + " end";
    }

    /** As one array: a statement takes 65,535 parameters, and all segments of a workspace may stand in one. */
    private String in(Subject subject, List<Object> values) {
        return switch (subject) {
            case Subject.Own(CustomerField field) ->
                "%s = any (cast(%s as %s[]))".formatted(field.column(), bind(texts(values)), field.type());
            case Subject.Custom(String key) ->
                "c.custom_fields -> " + bind(key) + "::text = any (cast(" + bind(documents(values)) + " as jsonb[]))";
        };
    }

    private static String[] texts(List<Object> values) {
        return values.stream().map(FilterSql::plain).toArray(String[]::new);
    }

    private static String[] documents(List<Object> values) {
        return values.stream()
                .map(value -> value instanceof String text ? JSON.writeValueAsString(text) : plain(value))
                .toArray(String[]::new);
    }

    private static String plain(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private String absent(Subject subject) {
        return switch (subject) {
            case Subject.Own(CustomerField field) -> field.column() + " is null";
            case Subject.Custom(String key) -> "c.custom_fields -> " + bind(key) + "::text is null";
        };
    }

    private String text(Subject subject) {
        return switch (subject) {
            case Subject.Own(CustomerField field) -> field.column();
            case Subject.Custom(String key) -> {
                var name = bind(key) + "::text";
                yield "case when jsonb_typeof(c.custom_fields -> " + name + ") = 'string' then c.custom_fields ->> "
                        + name + " end";
            }
        };
    }

    /** As the document holds it, where 1.0 and 1 are equal and the text "1" is neither. */
    private String json(Object value) {
        var type = switch (value) {
            case BigDecimal number -> "numeric";
            case Boolean truth -> "boolean";
            default -> "text";
        };
        return "to_jsonb(" + bind(value) + "::" + type + ")";
    }

    private String bind(Object value) {
        var name = prefix + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }
}

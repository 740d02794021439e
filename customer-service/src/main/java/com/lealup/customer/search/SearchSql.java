package com.lealup.customer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A search as conditions over a customer's own words, {@code c.words}. */
public final class SearchSql {

    private SearchSql() {}

    /** Conditions, one for each word. */
    public static List<String> conditions(Search search) {
        var conditions = new ArrayList<String>();
        for (var i = 0; i < search.words().size(); i++) {
            conditions.add("exists (select 1 from " + matches(i) + ")");
        }
        return conditions;
    }

    /** True for the first of a customer's words that match the one at that place, so that each customer counts once. */
    public static String isFirstMatch(int place, String word) {
        return "not exists (select 1 from " + matches(place) + " where own.word < " + word + ")";
    }

    /** The values for all of them. */
    public static Map<String, Object> parameters(Search search) {
        var parameters = new TreeMap<String, Object>();
        for (var i = 0; i < search.words().size(); i++) {
            var ranges = search.words().get(i).ranges();
            parameters.put("lower" + i, ranges.stream().map(WordRange::from).toArray(String[]::new));
            parameters.put("upper" + i, ranges.stream().map(WordRange::until).toArray(String[]::new));
        }
        return parameters;
    }

    private static String matches(int place) {
        return "unnest(c.words) as own (word) join unnest(:lower" + place + "::text[], :upper" + place
                + "::text[]) as range (lower, upper) on own.word >= range.lower and own.word < range.upper";
    }
}

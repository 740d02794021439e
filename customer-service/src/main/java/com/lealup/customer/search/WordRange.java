package com.lealup.customer.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * All words that begin alike: a range of the index.
 *
 * @param from the beginning, itself a word of the range
 * @param until what comes after the last of them
 */
public record WordRange(String from, String until) {

    /** No word contains it, and in the index's order everything else comes before it. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** Whether all of it comes before a word. */
    public boolean isBefore(String word) {
        return CodePoints.ORDER.compare(until, word) <= 0;
    }

    static WordRange beginningWith(String prefix) {
        return new WordRange(prefix, prefix + LAST);
    }

    /** The ranges of these prefixes, in the index's order, none within another. */
    static List<WordRange> disjoint(Collection<String> prefixes) {
        var sorted = new TreeSet<>(CodePoints.ORDER);
        sorted.addAll(prefixes);
        var ranges = new ArrayList<WordRange>();
        for (var prefix : sorted) {
            if (ranges.isEmpty() || !prefix.startsWith(ranges.getLast().from())) {
                ranges.add(beginningWith(prefix));
            }
        }
        return List.copyOf(ranges);
    }
}

package com.lealup.customer.search;

import java.util.List;

/**
 * What customers are searched for: each of these words begins one of a found customer's own.
 *
 * @param words at least one
 */
public record Search(List<Word> words) {

    /**
     * A word as it was meant.
     *
     * @param ranges in the index's order, none within another; none when nothing in the workspace comes near
     * @param found how many customers have it, counted no further than {@link #COMMON}
     */
    public record Word(List<WordRange> ranges, int found) {}

    /** Nobody counts further than that: more customers than can be collected and sorted while somebody waits. */
    public static final int COMMON = 30_000;

    /** Whether it cannot be found, whatever else is asked. */
    public boolean hopeless() {
        return words.stream().anyMatch(word -> word.ranges().isEmpty());
    }

    /** The place of the word that the fewest customers have. */
    public int rarest() {
        var rarest = 0;
        for (var i = 1; i < words.size(); i++) {
            if (words.get(i).found() < words.get(rarest).found()) {
                rarest = i;
            }
        }
        return rarest;
    }
}

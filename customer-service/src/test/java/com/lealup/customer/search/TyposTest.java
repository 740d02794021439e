package com.lealup.customer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TyposTest {

    @Test
    void areOneMistakeAway() {
        assertThat(Typos.of("acme"))
                .contains("came", "amce", "acem", "cme", "acm", "acne", "zcme", "xacme", "ac3me")
                .doesNotContain("acme", "came1", "ac");
    }

    @Test
    void useTheLettersOfTheScript() {
        assertThat(Typos.of("мир")).contains("мор", "мирр").contains("м1р");
        assertThat(Typos.of("株式会社")).contains("株会社", "式株会社").hasSizeLessThan(400);
    }

    @Test
    void areNotForgivenInShortAndVeryLongWords() {
        assertThat(Typos.of("ab")).isEmpty();
        assertThat(Typos.of("a".repeat(33))).isEmpty();
    }

    @Test
    void makeDisjointRangesInTheOrderOfTheIndex() {
        assertThat(WordRange.disjoint(List.of("b", "ab", "abc", "\ud83d\ude80", "\uffff")))
                .extracting(WordRange::from)
                .containsExactly("ab", "b", "\uffff", "\ud83d\ude80");
    }

    @Test
    void looksForABoundedNumberOfWordsHoweverManyScriptsAWordMixes() {
        var word = new StringBuilder();
        for (int block = 0; block < 24; block++) {
            word.appendCodePoint(0xA000 + block * 64);
        }

        assertThat(Typos.of(word.toString())).hasSizeLessThan(12_000);
    }
}

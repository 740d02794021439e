package com.lealup.customer.search;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What somebody may have meant who made one mistake in a word: two letters in the wrong order, one too many, one
 * missed, one in place of another (an optimal string alignment distance of 1). Missing and wrong letters are looked for
 * among those of the Latin alphabet, the digits, and the neighbours of the word's own letters, except in scripts that
 * have thousands.
 */
final class Typos {

    /** In shorter words everything is a typo of everything. */
    private static final int SHORTEST = 3;

    /** Longer ones are looked for as they are: each letter more is a hundred look-ups more. */
    private static final int LONGEST = 32;

    private static final String USUAL = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int BLOCK = 64;

    /**
     * As many as the blocks of any one script need; each letter more costs two look-ups for each letter of the word.
     */
    private static final int MOST_LETTERS = 164;

    private Typos() {}

    /** The words that are one mistake away; empty for one that is too short or too long to be forgiven. */
    static Set<String> of(String word) {
        var letters = word.codePoints().toArray();
        var meant = new LinkedHashSet<String>();
        if (letters.length < SHORTEST || letters.length > LONGEST) {
            return meant;
        }
        for (var i = 0; i + 1 < letters.length; i++) {
            meant.add(text(letters, 0, i)
                    + Character.toString(letters[i + 1])
                    + Character.toString(letters[i])
                    + text(letters, i + 2, letters.length));
        }
        for (var i = 0; i < letters.length; i++) {
            meant.add(text(letters, 0, i) + text(letters, i + 1, letters.length));
        }
        for (var letter : alphabet(letters)) {
            for (var i = 0; i < letters.length; i++) {
                meant.add(text(letters, 0, i) + letter + text(letters, i + 1, letters.length));
                meant.add(text(letters, 0, i) + letter + text(letters, i, letters.length));
            }
        }
        meant.remove(word);
        return meant;
    }

    private static Set<String> alphabet(int[] letters) {
        var alphabet = new LinkedHashSet<String>();
        USUAL.chars().forEach(letter -> alphabet.add(Character.toString(letter)));
        for (var letter : letters) {
            if (alphabet.size() >= MOST_LETTERS) {
                break;
            }
            if (letter >= 0x80 && !Character.isIdeographic(letter) && !isHangul(letter)) {
                var first = letter / BLOCK * BLOCK;
                for (var neighbour = first; neighbour < first + BLOCK; neighbour++) {
                    if (Character.isLetter(neighbour) && neighbour == Character.toLowerCase(neighbour)) {
                        alphabet.add(Character.toString(neighbour));
                    }
                }
            }
        }
        return alphabet;
    }

    private static boolean isHangul(int letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.HANGUL;
    }

    private static String text(int[] letters, int from, int to) {
        return from >= to ? "" : new String(letters, from, to - from);
    }
}

package com.lealup.gateway.workspace;

import java.util.Set;

/** Text that shows itself as it is: what a name of a person or a workspace must be. */
public final class PlainText {

    /** What is said of text that is not plain. */
    public static final String RULE = "must not contain control, line-breaking or direction-changing characters";

    /** Persian and Indic writing and emoji need them, and they move nothing. */
    private static final Set<Integer> JOINERS = Set.of(0x200C, 0x200D);

    private PlainText() {}

    /**
     * Whether no character of it hides, breaks a line or changes the direction of what follows: a name with U+202E in
     * it could pass for another in a list.
     */
    public static boolean is(String text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            case Character.FORMAT -> JOINERS.contains(character);
            default -> true;
        };
    }
}

package com.lealup.customer.precondition;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code If-Match} asks of a resource whose entity tag is its revision (RFC 9110, section 13.1.1): any of some
 * entity tags, compared strongly.
 *
 * @param tags the strong tags it names; null when any state will do
 */
public record Precondition(@Nullable Set<String> tags) {

    /** No header, or {@code *}: the resource has to exist, nothing more. */
    public static final Precondition NONE = new Precondition(null);

    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");
    private static final Pattern LIST = Pattern.compile("\\s*" + TAG + "(?:\\s*,\\s*" + TAG + ")*\\s*");

    /** Reads the header; one that is not a list of entity tags matches nothing. */
    public static Precondition ifMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return NONE;
        }
        if (!LIST.matcher(header).matches()) {
            return new Precondition(Set.of());
        }
        return new Precondition(TAG.matcher(header)
                .results()
                .filter(tag -> tag.group(1) == null)
                .map(tag -> tag.group(2))
                .collect(Collectors.toSet()));
    }

    /** Whether it allows a change of this revision. */
    public boolean holds(long revision) {
        return tags == null || tags.contains(Long.toString(revision));
    }
}

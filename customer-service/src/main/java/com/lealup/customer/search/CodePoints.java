package com.lealup.customer.search;

import java.util.Arrays;
import java.util.Comparator;

/** Texts in the order of their code points, which is that of their UTF-8 bytes and of the collation "C". */
final class CodePoints {

    static final Comparator<String> ORDER = (left, right) ->
            Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());

    private CodePoints() {}
}

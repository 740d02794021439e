/** Finds customers by the words of their names and domains: prefixes, accents folded, one typo a word forgiven. */
@NullMarked
package com.lealup.customer.search;

import org.jspecify.annotations.NullMarked;

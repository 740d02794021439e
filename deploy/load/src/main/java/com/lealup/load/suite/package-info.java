/** Owns how a benchmark starts, asks and stops the suite it measures. */
@NullMarked
package com.lealup.load.suite;

import org.jspecify.annotations.NullMarked;

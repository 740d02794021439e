/** Owns what a benchmark prints: latencies, ratios, one JSON document. */
@NullMarked
package com.lealup.load.report;

import org.jspecify.annotations.NullMarked;

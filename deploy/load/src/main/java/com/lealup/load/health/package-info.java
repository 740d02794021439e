/** Owns the benchmark of scoring: the scorer, the events that it follows, models previewed and rolled out. */
@NullMarked
package com.lealup.load.health;

import org.jspecify.annotations.NullMarked;

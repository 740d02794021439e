/** The health model as data and the scorer as a pure function of aggregates, model and instant: no I/O, no clock. */
@NullMarked
package com.lealup.health.score;

import org.jspecify.annotations.NullMarked;

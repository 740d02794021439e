/** Owns the benchmark of the guide: how long the suite takes to start, each step, and a score after an event. */
@NullMarked
package com.lealup.load.guide;

import org.jspecify.annotations.NullMarked;

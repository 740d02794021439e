/** Runs the benchmarks and prints what they found. */
@NullMarked
package com.lealup.load;

import org.jspecify.annotations.NullMarked;

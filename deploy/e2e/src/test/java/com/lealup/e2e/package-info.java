/** Runs the suite as people do and holds it to what the guide and the specification promise. */
@NullMarked
package com.lealup.e2e;

import org.jspecify.annotations.NullMarked;

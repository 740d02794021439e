/** Other models on many customers: tried out without a trace, and rolled out. */
@NullMarked
package com.lealup.health.rollout;

import org.jspecify.annotations.NullMarked;

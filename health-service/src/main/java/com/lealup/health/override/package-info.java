/** Scores that people set by hand, with a reason and an end. */
@NullMarked
package com.lealup.health.override;

import org.jspecify.annotations.NullMarked;

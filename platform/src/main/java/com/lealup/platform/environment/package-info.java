/** Knows which environment this is, and explains settings that cannot be used. */
@NullMarked
package com.lealup.platform.environment;

import org.jspecify.annotations.NullMarked;

/** The health service: usage events in, a live and explained health score for each customer out. */
@NullMarked
package com.lealup.health;

import org.jspecify.annotations.NullMarked;

/** Owns a simulated year: accounts that grow, fade, come and go with the season, and die, scored day by day. */
@NullMarked
package com.lealup.load.year;

import org.jspecify.annotations.NullMarked;

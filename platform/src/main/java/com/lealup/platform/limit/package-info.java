/** How much of something a subject may use in a time, counted in memory and shared by the instances of a service. */
@NullMarked
package com.lealup.platform.limit;

import org.jspecify.annotations.NullMarked;

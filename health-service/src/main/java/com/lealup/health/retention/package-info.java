/** Tables that are kept by time: their partitions, made ahead and dropped whole. */
@NullMarked
package com.lealup.health.retention;

import org.jspecify.annotations.NullMarked;

/** Tables that are kept by time. */
@NullMarked
package com.lealup.platform.retention;

import org.jspecify.annotations.NullMarked;

/** Bounds and checks what a request may carry before a controller sees it. */
@NullMarked
package com.lealup.platform.http;

import org.jspecify.annotations.NullMarked;

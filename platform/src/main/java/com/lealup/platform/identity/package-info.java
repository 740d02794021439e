/** Establishes who a request acts for, and refuses whatever nobody vouches for. */
@NullMarked
package com.lealup.platform.identity;

import org.jspecify.annotations.NullMarked;

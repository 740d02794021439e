/** Pages through lists by opaque, checked cursors. */
@NullMarked
package com.lealup.platform.pagination;

import org.jspecify.annotations.NullMarked;

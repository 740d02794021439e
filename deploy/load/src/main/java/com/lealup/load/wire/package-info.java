/** Owns load on the wire: a generator, a trivial server to measure against, clients that dawdle. */
@NullMarked
package com.lealup.load.wire;

import org.jspecify.annotations.NullMarked;

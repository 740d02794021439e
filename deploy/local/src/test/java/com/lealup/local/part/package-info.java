/** The parts that a running LealUp is made of, and the ports they listen on. */
@NullMarked
package com.lealup.local.part;

import org.jspecify.annotations.NullMarked;

/** Segments: named filters over customers, and who belongs to them. */
@NullMarked
package com.lealup.customer.segment;

import org.jspecify.annotations.NullMarked;

/** All eight parts together: what they are started with, in which order, and who watches them. */
@NullMarked
package com.lealup.local.suite;

import org.jspecify.annotations.NullMarked;

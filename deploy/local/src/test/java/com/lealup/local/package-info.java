/** The launcher and its parts, seen from outside. */
@NullMarked
package com.lealup.local;

import org.jspecify.annotations.NullMarked;

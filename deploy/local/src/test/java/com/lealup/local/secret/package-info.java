/** The secrets of one deployment: random for a test, given for a live one, never on a command line. */
@NullMarked
package com.lealup.local.secret;

import org.jspecify.annotations.NullMarked;

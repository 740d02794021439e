/** Processes killed and frozen under load, and books that must balance afterwards. */
@NullMarked
package com.lealup.load.chaos;

import org.jspecify.annotations.NullMarked;

/** How each part is prepared, started and probed. */
@NullMarked
package com.lealup.local.server;

import org.jspecify.annotations.NullMarked;

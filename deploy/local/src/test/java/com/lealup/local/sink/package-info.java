/** A receiver of webhooks on this machine. */
@NullMarked
package com.lealup.local.sink;

import org.jspecify.annotations.NullMarked;

/** A receiver of webhooks on this machine, for whoever is writing one. */
@NullMarked
package com.lealup.local.sink;

import org.jspecify.annotations.NullMarked;

/** A running gateway with real parts and an upstream to talk to. */
@NullMarked
package com.lealup.gateway.testing;

import org.jspecify.annotations.NullMarked;

/** Owns Idempotency-Key: a request that is sent again gets the same answer and has no second effect. */
@NullMarked
package com.lealup.platform.idempotency;

import org.jspecify.annotations.NullMarked;

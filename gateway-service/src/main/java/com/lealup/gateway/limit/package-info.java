/** How many requests a workspace may send, and how many an address may that proves nothing. */
@NullMarked
package com.lealup.gateway.limit;

import org.jspecify.annotations.NullMarked;

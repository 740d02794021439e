/** Owns getting each message to each endpoint: fan-out, attempts, retries, and the log of both. */
@NullMarked
package com.lealup.webhook.delivery;

import org.jspecify.annotations.NullMarked;

/** Segments of customers, as far as subscriptions ask for them. */
@NullMarked
package com.lealup.webhook.segment;

import org.jspecify.annotations.NullMarked;

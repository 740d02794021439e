/** Owns who wants to hear what, and where: subscriptions and their secrets. */
@NullMarked
package com.lealup.webhook.subscription;

import org.jspecify.annotations.NullMarked;

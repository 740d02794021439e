/** Owns where a webhook may be sent: which URLs are taken, and which addresses may be connected to. */
@NullMarked
package com.lealup.webhook.egress;

import org.jspecify.annotations.NullMarked;

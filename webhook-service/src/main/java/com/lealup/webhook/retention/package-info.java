/** How long messages, deliveries and attempts are kept. */
@NullMarked
package com.lealup.webhook.retention;

import org.jspecify.annotations.NullMarked;

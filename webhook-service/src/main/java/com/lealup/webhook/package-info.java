/** The webhook service: signed, retried notifications to partners. */
@NullMarked
package com.lealup.webhook;

import org.jspecify.annotations.NullMarked;

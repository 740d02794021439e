/** Erasure: what was sent or was to be sent about a customer goes, and nothing about it is sent any more. */
@NullMarked
package com.lealup.webhook.erasure;

import org.jspecify.annotations.NullMarked;

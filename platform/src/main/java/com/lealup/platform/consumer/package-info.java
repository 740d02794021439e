/** Owns how facts enter a service: in batches, each with its offset and its effect in one transaction. */
@NullMarked
package com.lealup.platform.consumer;

import org.jspecify.annotations.NullMarked;

/** Owns how facts leave a service: written with the change that caused them, relayed to Kafka in order, never lost. */
@NullMarked
package com.lealup.platform.outbox;

import org.jspecify.annotations.NullMarked;

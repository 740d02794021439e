/** Runs the platform against a real Postgres, Kafka and schema registry. */
@NullMarked
package com.lealup.platform.parts;

import org.jspecify.annotations.NullMarked;

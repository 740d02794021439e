/** Owns the benchmark of the gateway: its share of nginx, the latency and the processor time it adds. */
@NullMarked
package com.lealup.load.gateway;

import org.jspecify.annotations.NullMarked;

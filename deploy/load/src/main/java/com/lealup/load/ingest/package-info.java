/** How many events come through the door, against Kafka's producer alone, and how soon they count. */
@NullMarked
package com.lealup.load.ingest;

import org.jspecify.annotations.NullMarked;

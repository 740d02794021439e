/** Owns what is measured of webhooks: facts made for Kafka, a sink that receives, and what lies between the two. */
@NullMarked
package com.lealup.load.webhooks;

import org.jspecify.annotations.NullMarked;

/** Putting accepted events on their topic, and knowing when that cannot work. */
@NullMarked
package com.lealup.ingest.publish;

import org.jspecify.annotations.NullMarked;

/** The event door: takes a batch over HTTP, settles each event's fate and answers once the accepted ones are stored. */
@NullMarked
package com.lealup.ingest.event;

import org.jspecify.annotations.NullMarked;

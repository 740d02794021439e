/** Reading and judging a body of usage events: strict JSON in, sound events and precise refusals out, no I/O. */
@NullMarked
package com.lealup.ingest.batch;

import org.jspecify.annotations.NullMarked;

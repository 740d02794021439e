/** How many events a workspace may send, by its plan. */
@NullMarked
package com.lealup.ingest.limit;

import org.jspecify.annotations.NullMarked;

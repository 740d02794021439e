/** The event door of LealUp. */
@NullMarked
package com.lealup.ingest;

import org.jspecify.annotations.NullMarked;

/** Ties the log lines, answers and records of one request together. */
@NullMarked
package com.lealup.platform.correlation;

import org.jspecify.annotations.NullMarked;

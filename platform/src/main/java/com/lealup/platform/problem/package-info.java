/** Answers every failure with one RFC 9457 document, wherever it was raised. */
@NullMarked
package com.lealup.platform.problem;

import org.jspecify.annotations.NullMarked;

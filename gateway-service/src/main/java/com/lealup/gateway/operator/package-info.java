/** What the people who run LealUp may do, on the internal port only. */
@NullMarked
package com.lealup.gateway.operator;

import org.jspecify.annotations.NullMarked;

/** The records that no service could process: the list of them, and the wish to have one processed again. */
@NullMarked
package com.lealup.gateway.deadletter;

import org.jspecify.annotations.NullMarked;

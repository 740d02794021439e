/** The process: starts the service and holds what its features share. */
@NullMarked
package com.lealup.customer;

import org.jspecify.annotations.NullMarked;

/** What this service knows of customers: which exist, which are deleted. */
@NullMarked
package com.lealup.health.customer;

import org.jspecify.annotations.NullMarked;

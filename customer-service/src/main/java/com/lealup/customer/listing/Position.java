package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerId;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the last customer's place in the order.
 *
 * @param value its sort column as text; null when it has none
 */
record Position(@Nullable String value, CustomerId id) {}

/** Lists of customers: filters, sort orders, keyset pages. */
@NullMarked
package com.lealup.customer.listing;

import org.jspecify.annotations.NullMarked;

/** The people at a customer, and when each was last seen in the product. */
@NullMarked
package com.lealup.customer.contact;

import org.jspecify.annotations.NullMarked;

/** Values a customer is made of; each reads itself from what a client sent and says why it cannot. */
@NullMarked
package com.lealup.customer.value;

import org.jspecify.annotations.NullMarked;

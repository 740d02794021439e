/** Fields that a workspace adds to its customers. */
@NullMarked
package com.lealup.customer.field;

import org.jspecify.annotations.NullMarked;

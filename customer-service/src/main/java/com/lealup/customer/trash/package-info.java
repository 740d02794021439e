/** The trash: customers that are deleted and can be brought back. */
@NullMarked
package com.lealup.customer.trash;

import org.jspecify.annotations.NullMarked;

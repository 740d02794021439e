/** What a request asks of a resource before it changes it. */
@NullMarked
package com.lealup.customer.precondition;

import org.jspecify.annotations.NullMarked;

/** What the tests of this service use to call it, to stand in for the gateway, and to read its topics. */
@NullMarked
package com.lealup.customer.testing;

import org.jspecify.annotations.NullMarked;

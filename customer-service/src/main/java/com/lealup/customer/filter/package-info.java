/** The filter language over customers: read from JSON into a tree, and from there into SQL with bound parameters. */
@NullMarked
package com.lealup.customer.filter;

import org.jspecify.annotations.NullMarked;

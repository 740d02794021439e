/** Who changed what, when, from where. */
@NullMarked
package com.lealup.customer.audit;

import org.jspecify.annotations.NullMarked;

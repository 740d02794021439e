/** Erasure: what is known of a customer goes for good, in every service, and leaves a proof. */
@NullMarked
package com.lealup.customer.erasure;

import org.jspecify.annotations.NullMarked;

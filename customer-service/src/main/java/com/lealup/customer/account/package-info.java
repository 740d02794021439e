/** The customer account: its state, how it changes, and the facts that each change leaves. */
@NullMarked
package com.lealup.customer.account;

import org.jspecify.annotations.NullMarked;

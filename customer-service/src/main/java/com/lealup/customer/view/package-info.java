/** Saved views: ways to look at the list of customers that somebody keeps. */
@NullMarked
package com.lealup.customer.view;

import org.jspecify.annotations.NullMarked;

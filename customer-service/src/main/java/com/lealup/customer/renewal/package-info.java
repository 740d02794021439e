/** Renewals: tells in time that one comes up, by the days of the workspace. */
@NullMarked
package com.lealup.customer.renewal;

import org.jspecify.annotations.NullMarked;

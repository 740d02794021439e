/** Breaks a house rule on purpose, so that a test can see the rule bite. */
@NullMarked
package com.lealup.counterexample.wiring;

import org.jspecify.annotations.NullMarked;

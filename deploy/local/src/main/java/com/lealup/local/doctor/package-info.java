/** Looks at a deployment, and says what is wrong with it and what to do. */
@NullMarked
package com.lealup.local.doctor;

import org.jspecify.annotations.NullMarked;

/** LealUp's operator interface, as the launcher uses it. */
@NullMarked
package com.lealup.local.operator;

import org.jspecify.annotations.NullMarked;

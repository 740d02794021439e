/** What can go wrong on a person's machine, said so that they know what to do. */
@NullMarked
package com.lealup.local.trouble;

import org.jspecify.annotations.NullMarked;

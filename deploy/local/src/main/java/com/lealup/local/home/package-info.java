/** Where the checkout keeps what the parts are started from. */
@NullMarked
package com.lealup.local.home;

import org.jspecify.annotations.NullMarked;

/** Pages without a script: what each problem means. */
@NullMarked
package com.lealup.gateway.page;

import org.jspecify.annotations.NullMarked;

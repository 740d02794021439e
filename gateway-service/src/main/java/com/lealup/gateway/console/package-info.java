/** The web console: hands the built app of {@code gateway-service/console} to browsers. */
@NullMarked
package com.lealup.gateway.console;

import org.jspecify.annotations.NullMarked;

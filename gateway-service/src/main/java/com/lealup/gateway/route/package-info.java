/** Which service answers a path, and the streaming of bytes to it and back. */
@NullMarked
package com.lealup.gateway.route;

import org.jspecify.annotations.NullMarked;

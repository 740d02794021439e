/** API keys: what they look like, who may make them, and who is calling. */
@NullMarked
package com.lealup.gateway.access;

import org.jspecify.annotations.NullMarked;

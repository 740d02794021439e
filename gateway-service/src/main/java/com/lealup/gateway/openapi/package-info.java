/** The API's description: composed by the build from every service's part, and what is served of it. */
@NullMarked
package com.lealup.gateway.openapi;

import org.jspecify.annotations.NullMarked;

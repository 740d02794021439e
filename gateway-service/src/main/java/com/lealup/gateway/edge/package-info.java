/** What every request and answer passes on the gateway's own doorstep: ports, addresses, security headers. */
@NullMarked
package com.lealup.gateway.edge;

import org.jspecify.annotations.NullMarked;

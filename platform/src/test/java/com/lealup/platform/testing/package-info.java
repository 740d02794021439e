/** What the tests of services need to talk to them as the gateway would. */
@NullMarked
package com.lealup.platform.testing;

import org.jspecify.annotations.NullMarked;

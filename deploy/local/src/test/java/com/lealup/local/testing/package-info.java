/** The one fixture of every module's integration tests: real parts, provisioned as the deployment does it. */
@NullMarked
package com.lealup.local.testing;

import org.jspecify.annotations.NullMarked;

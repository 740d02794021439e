/** Workspaces and the people in them. */
@NullMarked
package com.lealup.gateway.workspace;

import org.jspecify.annotations.NullMarked;

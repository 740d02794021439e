/** What customers need of their workspaces: where their days begin. */
@NullMarked
package com.lealup.customer.workspace;

import org.jspecify.annotations.NullMarked;

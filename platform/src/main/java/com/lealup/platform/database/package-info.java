/** Owns how a service reaches its schema: one pool per role, the tenant set for each transaction, migrations first. */
@NullMarked
package com.lealup.platform.database;

import org.jspecify.annotations.NullMarked;

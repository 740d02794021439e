/** Owns how many customers are loaded, found, listed and exported, against what Postgres alone needs for the same. */
@NullMarked
package com.lealup.load.customers;

import org.jspecify.annotations.NullMarked;

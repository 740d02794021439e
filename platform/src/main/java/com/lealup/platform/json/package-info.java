/** Reads request bodies strictly and writes every answer in one dialect of JSON. */
@NullMarked
package com.lealup.platform.json;

import org.jspecify.annotations.NullMarked;

/** Owns the catalogue of topics: what crosses the wire, under which key, and how long it is kept. */
@NullMarked
package com.lealup.schemas;

import org.jspecify.annotations.NullMarked;

/** Holds the contract to its rules, and its documents to the code. */
@NullMarked
package com.lealup.schemas;

import org.jspecify.annotations.NullMarked;

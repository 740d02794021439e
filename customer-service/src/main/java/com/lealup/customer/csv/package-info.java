/** Owns what is safe to write into cells that spreadsheets open, and how it is read again. */
@NullMarked
package com.lealup.customer.csv;

import org.jspecify.annotations.NullMarked;

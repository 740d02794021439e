/** Imports: rows that arrive by the thousand, kept until a durable job has written each of them once. */
@NullMarked
package com.lealup.customer.importing;

import org.jspecify.annotations.NullMarked;

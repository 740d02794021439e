/** Erasure: everything kept of a customer goes, and nothing about it comes back. */
@NullMarked
package com.lealup.health.erasure;

import org.jspecify.annotations.NullMarked;

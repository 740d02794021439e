/** The front door of LealUp: who gets in, and which service answers. */
@NullMarked
package com.lealup.gateway;

import org.jspecify.annotations.NullMarked;

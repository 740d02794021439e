/** Makes and reads the identifiers every service shares the form of. */
@NullMarked
package com.lealup.platform.id;

import org.jspecify.annotations.NullMarked;

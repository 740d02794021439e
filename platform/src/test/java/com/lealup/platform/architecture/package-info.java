/** The house's rules of structure, as tests every module runs on itself. */
@NullMarked
package com.lealup.platform.architecture;

import org.jspecify.annotations.NullMarked;

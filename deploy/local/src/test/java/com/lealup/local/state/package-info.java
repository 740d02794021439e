/** What a data folder tells about the suite that runs on it. */
@NullMarked
package com.lealup.local.state;

import org.jspecify.annotations.NullMarked;

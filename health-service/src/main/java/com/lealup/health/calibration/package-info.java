/** Whether scores told beforehand who would leave. */
@NullMarked
package com.lealup.health.calibration;

import org.jspecify.annotations.NullMarked;

/** What happened to a customer, newest first. */
@NullMarked
package com.lealup.health.timeline;

import org.jspecify.annotations.NullMarked;

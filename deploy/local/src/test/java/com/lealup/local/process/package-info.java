/** A child process: its command, its identity over time, its signals and its log. */
@NullMarked
package com.lealup.local.process;

import org.jspecify.annotations.NullMarked;

/** The launcher's commands. */
@NullMarked
package com.lealup.local.command;

import org.jspecify.annotations.NullMarked;

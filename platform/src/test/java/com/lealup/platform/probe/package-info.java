/** A small service that uses everything HTTP the platform offers, to be asked by tests over real connections. */
@NullMarked
package com.lealup.platform.probe;

import org.jspecify.annotations.NullMarked;

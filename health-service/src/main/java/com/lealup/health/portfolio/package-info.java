/** All customers of a workspace at a glance: by band, and whose score moved. */
@NullMarked
package com.lealup.health.portfolio;

import org.jspecify.annotations.NullMarked;

/** Who did what, when and from where: entries that nobody changes afterwards. */
@NullMarked
package com.lealup.gateway.audit;

import org.jspecify.annotations.NullMarked;

/** The quickstart guide, walked against a running LealUp. */
@NullMarked
package com.lealup.local.guide;

import org.jspecify.annotations.NullMarked;

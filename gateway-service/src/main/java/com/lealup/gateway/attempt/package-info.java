/** How often somebody may try: counted in Postgres, so that all instances count together. */
@NullMarked
package com.lealup.gateway.attempt;

import org.jspecify.annotations.NullMarked;

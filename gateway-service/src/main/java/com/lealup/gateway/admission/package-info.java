/** Who gets in: the credential that a request brings, and the rules that its caller must pass. */
@NullMarked
package com.lealup.gateway.admission;

import org.jspecify.annotations.NullMarked;

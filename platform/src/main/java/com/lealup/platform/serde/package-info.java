/** Owns the wire format of facts: Avro bytes behind a schema id of the registry. */
@NullMarked
package com.lealup.platform.serde;

import org.jspecify.annotations.NullMarked;

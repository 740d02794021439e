/** Which customers exist: a view of the customer topic, and the customer service for whoever is newer than the view. */
@NullMarked
package com.lealup.ingest.customer;

import org.jspecify.annotations.NullMarked;

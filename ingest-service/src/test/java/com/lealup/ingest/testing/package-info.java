/** What the integration tests of the event door share. */
package com.lealup.ingest.testing;

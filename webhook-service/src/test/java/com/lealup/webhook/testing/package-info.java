/** What the service's integration tests share: facts, receivers, and the API's caller. */
@NullMarked
package com.lealup.webhook.testing;

import org.jspecify.annotations.NullMarked;

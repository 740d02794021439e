/** Owns what can be subscribed to: the types of event, their JSON Schemas and examples. */
@NullMarked
package com.lealup.webhook.catalogue;

import org.jspecify.annotations.NullMarked;

/** Usage events in: de-duplication, aggregates per customer and UTC day, and the scores they lead to. */
@NullMarked
package com.lealup.health.usage;

import org.jspecify.annotations.NullMarked;

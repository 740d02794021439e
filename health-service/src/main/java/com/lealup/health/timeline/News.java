package com.lealup.health.timeline;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.timeline.TimelinePages.Line;

/**
 * An entry that came onto a watched timeline.
 *
 * @param number in the order they came
 */
record News(long number, CustomerKey customer, Line entry) {}

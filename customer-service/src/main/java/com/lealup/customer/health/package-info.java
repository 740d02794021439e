/** What health-service says about a customer, followed from its topic. */
@NullMarked
package com.lealup.customer.health;

import org.jspecify.annotations.NullMarked;

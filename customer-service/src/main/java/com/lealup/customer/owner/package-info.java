/** Who looks after a customer: the workspace's users, as the users topic tells and the gateway confirms. */
@NullMarked
package com.lealup.customer.owner;

import org.jspecify.annotations.NullMarked;

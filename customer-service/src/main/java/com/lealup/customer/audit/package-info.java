/** Who changed what beside customers, when, from where: told to the workspace's audit log. */
@NullMarked
package com.lealup.customer.audit;

import org.jspecify.annotations.NullMarked;

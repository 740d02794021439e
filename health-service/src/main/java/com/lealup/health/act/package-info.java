/** What people did to models and scores, told to the audit log. */
@NullMarked
package com.lealup.health.act;

import org.jspecify.annotations.NullMarked;

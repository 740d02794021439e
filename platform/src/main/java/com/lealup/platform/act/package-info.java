/** What the audit log is told: who did what to which resource. */
@NullMarked
package com.lealup.platform.act;

import org.jspecify.annotations.NullMarked;

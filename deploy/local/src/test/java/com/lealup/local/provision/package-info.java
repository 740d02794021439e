/** What the deployment makes in the parts before a service starts: roles, topics, schemas. */
@NullMarked
package com.lealup.local.provision;

import org.jspecify.annotations.NullMarked;

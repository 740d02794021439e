/** How people sign in, and how the console's requests prove who sends them: server-side sessions, kept in Postgres. */
@NullMarked
package com.lealup.gateway.session;

import org.jspecify.annotations.NullMarked;

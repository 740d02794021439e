/** Takes links to people by e-mail, when an SMTP server is configured. */
@NullMarked
package com.lealup.gateway.mail;

import org.jspecify.annotations.NullMarked;

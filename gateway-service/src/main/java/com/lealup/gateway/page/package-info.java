/** What a browser sees: problem pages, the API description, and where to go instead of a console. */
@NullMarked
package com.lealup.gateway.page;

import org.jspecify.annotations.NullMarked;

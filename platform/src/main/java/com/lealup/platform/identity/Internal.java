package com.lealup.platform.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A handler below {@code /internal/} for other services. They pass on the identity of the caller they work for, which
 * was signed for them: so the token's audience is the asking service, and its method and path are those of the request
 * that service is answering.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Internal {

    /** The services that may ask, by module name. */
    String[] callers();
}

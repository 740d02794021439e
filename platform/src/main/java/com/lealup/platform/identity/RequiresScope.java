package com.lealup.platform.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope a caller needs for this handler. Every handler of a controller carries exactly one of this, {@link Open}
 * and {@link Internal}; without one the service does not start.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresScope {

    /** Such as {@code customers:write}; empty when any authenticated caller may. */
    String value();
}

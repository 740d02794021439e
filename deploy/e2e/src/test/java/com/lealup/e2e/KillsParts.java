package com.lealup.e2e;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests that kill or freeze parts of the suite: nothing else runs meanwhile. */
@Target(TYPE)
@Retention(RUNTIME)
@ResourceLock(value = LeavesPartsAlone.SUITE, mode = ResourceAccessMode.READ_WRITE)
@interface KillsParts {}

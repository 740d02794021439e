package com.lealup.schemas;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro instantiates no class by its name from a schema unless the application says that it may (since 1.12.2, and for
 * good reason: the name is data). This says so for the records of the contract and for nothing else.
 */
public final class GeneratedTypes {

    private static final String PACKAGE = "com.lealup.schemas.v1";
    private static final AtomicBoolean TRUSTED = new AtomicBoolean();

    private GeneratedTypes() {}

    /**
     * Lets Avro read and write the generated classes, in this JVM, beside whatever it was allowed before. Loading
     * {@link Topics} has done it already; code that reads or writes values without the catalogue calls it itself.
     */
    public static void trust() {
        if (TRUSTED.compareAndSet(false, true)) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                    ClassSecurityValidator.getGlobal(), type -> PACKAGE.equals(type.getPackageName())));
        }
    }
}

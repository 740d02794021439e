package com.lealup.local.trouble;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that a person can put right. Its message is all that they are shown. */
public class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do about it */
    public Trouble(String message) {
        this(message, null);
    }

    /**
     * @param message what is wrong and what to do about it
     * @param cause what it was noticed by
     */
    public Trouble(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}

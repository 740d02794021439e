package com.lealup.platform.identity;

import java.util.Optional;
import java.util.function.Supplier;

/** The caller the current thread works for; bound by the identity filter for the length of a request. */
public final class Callers {

    private static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

    private Callers() {}

    /**
     * The caller this thread works for.
     *
     * @throws IllegalStateException outside of a caller's request, which is a mistake in the code that asks
     */
    public static Caller current() {
        return find().orElseThrow(() -> new IllegalStateException("no caller is bound to this thread"));
    }

    /** The caller this thread works for, if it works for one. */
    public static Optional<Caller> find() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Does the work for the caller; whatever was bound before is back afterwards. */
    public static <T> T call(Caller caller, Supplier<T> work) {
        return callThrowing(caller, work::get);
    }

    static <T, X extends Throwable> T callThrowing(Caller caller, ScopedValue.CallableOp<? extends T, X> work)
            throws X {
        return ScopedValue.where(CURRENT, caller).call(work);
    }
}

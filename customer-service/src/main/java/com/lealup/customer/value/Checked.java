package com.lealup.customer.value;

/** The outcome of reading a value from a client's text: the value, or what is wrong with it. */
public sealed interface Checked<T> {

    /** The text was good. */
    record Valid<T>(T value) implements Checked<T> {}

    /**
     * The text was not good.
     *
     * @param code stable, for machines
     * @param why a sentence for the person who sent it, without the offending text
     */
    record Invalid<T>(String code, String why) implements Checked<T> {}

    static <T> Checked<T> valid(T value) {
        return new Valid<>(value);
    }

    static <T> Checked<T> invalid(String code, String why) {
        return new Invalid<>(code, why);
    }
}

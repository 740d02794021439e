package com.lealup.platform.json;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A string. */
public final class TextField extends JsonField<String, TextField> {

    TextField(JsonBody.Slot slot, @Nullable String value) {
        super(slot, value);
    }

    /** Both ends inclusive, in characters as people count them (code points). */
    public TextField length(int min, int max) {
        var message = min == 0
                ? "must have at most " + max + " characters"
                : "must have " + min + " to " + max + " characters";
        return check(
                text -> {
                    var length = text.codePointCount(0, text.length());
                    return length >= min && length <= max;
                },
                "invalid_length",
                message);
    }

    /** Something other than white space. */
    public TextField notBlank() {
        return check(text -> !text.isBlank(), "blank", "must not be blank");
    }

    /** The whole text must match. */
    public TextField matches(Pattern pattern, String message) {
        return check(text -> pattern.matcher(text).matches(), "invalid_format", message);
    }

    @Override
    TextField self() {
        return this;
    }

    @Override
    String standIn() {
        return "";
    }
}

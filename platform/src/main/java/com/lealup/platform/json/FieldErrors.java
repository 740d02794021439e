package com.lealup.platform.json;

import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/** The mistakes of one body. A body made of nothing but mistakes must not become an answer many times its size. */
final class FieldErrors {

    static final int MOST = 1000;

    private final List<FieldError> errors = new ArrayList<>();

    void add(FieldError error) {
        if (errors.size() < MOST) {
            errors.add(error);
        }
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw Problems.validation(errors);
        }
    }
}

package com.lealup.platform.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** A controller's argument that could not be made from what was sent. */
final class ArgumentMismatches {

    private ArgumentMismatches() {}

    static Problem problem(MethodArgumentTypeMismatchException e) {
        var parameter = e.getParameter();
        // An id that cannot be one names no resource: the same answer as for one that does not exist.
        if (parameter.hasParameterAnnotation(PathVariable.class)) {
            return Problem.of(ProblemType.NOT_FOUND, "There is nothing at this path.");
        }
        var pointer = parameter.hasParameterAnnotation(RequestHeader.class) ? e.getName() : "?" + e.getName();
        return Problems.validation(pointer, "invalid_type", mustBe(e.getRequiredType()))
                .problem();
    }

    private static String mustBe(@Nullable Class<?> type) {
        if (type == null) {
            return "is not of the type this parameter has";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long", "short", "Short", "BigInteger" -> "must be a whole number";
            case "double", "Double", "BigDecimal" -> "must be a number";
            case "boolean", "Boolean" -> "must be true or false";
            case "Instant" -> "must be a time such as 2026-04-15T14:25:00Z";
            case "LocalDate" -> "must be a date such as 2026-04-15";
            default -> "is not of the type this parameter has";
        };
    }
}

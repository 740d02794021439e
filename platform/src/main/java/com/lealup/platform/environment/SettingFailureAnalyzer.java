package com.lealup.platform.environment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;

/**
 * Turns a setting that cannot be used into one sentence with the environment variable's name and what it must be. A
 * value that may be a secret is not repeated.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final Pattern SECRET =
            Pattern.compile(".*(KEY|PASSWORD|SECRET|TOKEN|PEPPER|CREDENTIAL|JAAS|URL_?USERINFO).*");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@|password=[^&]*", Pattern.CASE_INSENSITIVE);

    private final Environment environment;

    SettingFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        var reason = reason(cause);
        if (reason == null) {
            return null;
        }
        var deepest = deepest(cause);
        var property = deepest.getProperty();
        var name = property == null ? culprit(deepest, reason).orElse(deepest.getName()) : property.getName();
        var value = property == null ? environment.getProperty(name.toString()) : property.getValue();
        var variable = InvalidSettingException.variable(name.toString());
        // A message that starts with a name of its own would name it twice.
        var sentence = reason.replaceFirst("^(?!must|needs|has|is|may)\\S+ (?=must |needs |has |is |may )", "");
        return new FailureAnalysis(
                variable + shown(variable, value) + " " + sentence + ".",
                "Set the environment variable " + variable + " to a value that can be used and start again.",
                cause);
    }

    private Optional<ConfigurationPropertyName> culprit(BindException e, String reason) {
        var type = e.getTarget().getType().resolve();
        return type == null ? Optional.empty() : new Culprit(environment, e.getName(), type, reason).find();
    }

    private static String shown(String variable, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (SECRET.matcher(variable).matches()) {
            return " (its value is not shown)";
        }
        var text = USER_INFO.matcher(value.toString()).replaceAll("//…@");
        return " is '" + (text.length() > 200 ? text.substring(0, 200) + "…" : text) + "' but";
    }

    private static BindException deepest(BindException outer) {
        var deepest = outer;
        for (Throwable t = outer.getCause(); t != null; t = t.getCause()) {
            if (t instanceof BindException inner) {
                deepest = inner;
            }
        }
        return deepest;
    }

    private static @Nullable String reason(BindException cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof ConversionFailedException e) {
                return ourWords(e).orElse(mustBe(e.getTargetType().getObjectType()));
            }
            if (t instanceof ConverterNotFoundException) {
                return "must be a single value";
            }
            if (t instanceof IllegalArgumentException e && e.getMessage() != null && thrownByUs(e)) {
                return e.getMessage();
            }
        }
        return null;
    }

    private static Optional<String> ourWords(Throwable e) {
        for (var t = e.getCause(); t != null; t = t.getCause()) {
            if (t.getMessage() != null && t instanceof IllegalArgumentException && thrownByUs(t)) {
                return Optional.of(t.getMessage());
            }
        }
        return Optional.empty();
    }

    private static boolean thrownByUs(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .limit(4)
                .anyMatch(frame -> frame.getClassName().startsWith("com.lealup."));
    }

    private static String mustBe(Class<?> type) {
        if (type.isEnum()) {
            return "must be "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant)
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-'))
                            .collect(Collectors.joining(" or "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long", "short", "Short" -> "must be a whole number";
            case "boolean", "Boolean" -> "must be true or false";
            case "Duration" -> "must be a duration such as 30s, 5m or 2h";
            case "DataSize" -> "must be a size such as 512KB or 16MB";
            case "URI", "URL" -> "must be an address such as http://127.0.0.1:8080";
            case "InetAddress" -> "must be an address of this machine such as 127.0.0.1";
            case "double", "Double", "BigDecimal" -> "must be a number";
            default -> "must be a " + type.getSimpleName();
        };
    }
}

package com.lealup.platform.http;

import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Reads enum parameters as the API writes them: {@code at_risk}, and neither {@code AT_RISK} nor {@code At-Risk}. */
@SuppressWarnings("rawtypes") // Spring looks the factory up by the raw type.
final class LowerCaseEnums implements ConverterFactory<String, Enum> {

    @Override
    public <E extends Enum> Converter<String, E> getConverter(Class<E> type) {
        return text -> {
            for (var constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("not one of the constants");
        };
    }
}

package com.lealup.local.command;

import com.lealup.local.part.Part;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a part's name. */
final class PartName implements ITypeConverter<Part> {

    @Override
    public Part convert(String value) {
        return Part.find(value)
                .orElseThrow(() ->
                        new TypeConversionException("there is no part " + value + "; the parts are " + Part.titles()));
    }
}

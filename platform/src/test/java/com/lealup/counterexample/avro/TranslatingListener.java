package com.lealup.counterexample.avro;

import org.apache.avro.generic.GenericRecord;

/** Breaks nothing: this is where Avro belongs. */
class TranslatingListener {

    Object name(GenericRecord value) {
        return value.get("name");
    }
}

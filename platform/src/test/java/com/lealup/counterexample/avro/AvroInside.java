package com.lealup.counterexample.avro;

import org.apache.avro.generic.GenericRecord;

class AvroInside {

    Object name(GenericRecord value) {
        return value.get("name");
    }
}

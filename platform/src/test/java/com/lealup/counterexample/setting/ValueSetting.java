package com.lealup.counterexample.setting;

import org.springframework.beans.factory.annotation.Value;

class ValueSetting {

    final String setting;

    ValueSetting(@Value("${setting}") String setting) {
        this.setting = setting;
    }
}

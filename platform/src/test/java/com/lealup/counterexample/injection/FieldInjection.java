package com.lealup.counterexample.injection;

import org.springframework.beans.factory.annotation.Autowired;

class FieldInjection {

    @Autowired
    Runnable work;
}

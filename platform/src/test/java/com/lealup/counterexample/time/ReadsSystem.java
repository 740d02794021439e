package com.lealup.counterexample.time;

class ReadsSystem {

    long now() {
        return System.currentTimeMillis();
    }
}

package com.lealup.counterexample.worker;

class SweepingController {

    final Sweep sweep;

    SweepingController(Sweep sweep) {
        this.sweep = sweep;
    }
}

package com.lealup.counterexample.logging;

class Printing {

    void print() {
        System.out.println("x");
    }
}

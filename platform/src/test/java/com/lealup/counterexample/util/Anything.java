package com.lealup.counterexample.util;

class Anything {}

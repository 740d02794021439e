package com.lealup.counterexample.wiring;

public class PublicPublisher {}

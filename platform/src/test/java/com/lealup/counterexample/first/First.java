package com.lealup.counterexample.first;

import com.lealup.counterexample.second.Second;

public record First(Second second) {}

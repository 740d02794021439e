package com.lealup.counterexample.second;

import com.lealup.counterexample.first.First;
import org.jspecify.annotations.Nullable;

public record Second(@Nullable First first) {}

package com.lealup.counterexample.testing;

import org.mockito.Mockito;

/** Never run: what a bad test looks like. */
class Mocking {

    Runnable mocked() {
        return Mockito.mock(Runnable.class);
    }
}

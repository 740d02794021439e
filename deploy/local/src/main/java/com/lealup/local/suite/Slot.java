package com.lealup.local.suite;

import com.lealup.local.part.Part;
import com.lealup.local.process.ChildProcess;
import com.lealup.local.state.SuiteState.Condition;
import com.lealup.local.state.SuiteState.PartState;
import org.jspecify.annotations.Nullable;

/** A part and what the supervisor knows of it. Guarded by itself: one order at a time for each part. */
final class Slot {

    final Part part;
    volatile Condition condition = Condition.WAITING;
    volatile @Nullable ChildProcess process;
    volatile int restarts;

    Slot(Part part) {
        this.part = part;
    }

    PartState state() {
        ChildProcess current = process;
        return new PartState(
                part, condition, current == null || !current.alive() ? null : current.identity(), restarts);
    }
}

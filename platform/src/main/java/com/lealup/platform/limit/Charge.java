package com.lealup.platform.limit;

/** What became of the wish to take tokens. */
public sealed interface Charge {

    /** How the subject stands afterwards. */
    Standing standing();

    /** They were taken. */
    record Taken(Standing standing) implements Charge {}

    /** Too few are left, and none were taken. The standing says when to come back. */
    record Refused(Standing standing) implements Charge {}
}

package com.lealup.platform.identity;

/** What kind of principal acts. */
public enum PrincipalType {
    /** A program, with a key. */
    API_KEY,
    /** A person, through the console. */
    USER,
    /** Whoever runs this installation. */
    OPERATOR
}

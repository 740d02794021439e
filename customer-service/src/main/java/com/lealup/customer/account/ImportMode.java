package com.lealup.customer.account;

import java.util.Locale;

/** Which customers an import may write. */
public enum ImportMode {
    /** New ones. */
    CREATE,
    /** Those that the workspace has. */
    UPDATE,
    /** Either. */
    CREATE_OR_UPDATE;

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerView;
import java.io.IOException;
import java.io.OutputStream;

/** Writes customers one after the other. */
interface Export {

    void write(CustomerView customer) throws IOException;

    /** Sends what was written. */
    void flush() throws IOException;

    /** Begins an export. */
    interface Opening {

        Export on(OutputStream out) throws IOException;
    }
}

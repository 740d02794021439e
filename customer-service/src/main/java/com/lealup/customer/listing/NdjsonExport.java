package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerView;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Customers as the API shows them, one on each line. */
record NdjsonExport(OutputStream out, JsonMapper json) implements Export {

    @Override
    public void write(CustomerView customer) throws IOException {
        out.write(json.writeValueAsBytes(customer));
        out.write('\n');
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}

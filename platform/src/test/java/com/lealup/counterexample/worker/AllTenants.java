package com.lealup.counterexample.worker;

import com.lealup.platform.database.Worker;
import org.springframework.jdbc.core.simple.JdbcClient;

class AllTenants {

    final JdbcClient jdbc;

    AllTenants(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }
}

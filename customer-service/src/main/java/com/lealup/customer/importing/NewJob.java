package com.lealup.customer.importing;

import com.lealup.customer.account.ImportRule;
import com.lealup.platform.identity.Caller;
import java.util.List;

/**
 * A job as it begins: its rows are stored.
 *
 * @param header what the columns of a CSV file mean, in their order; empty for JSON
 * @param latin1 whether the bytes of a CSV file are not UTF-8
 */
record NewJob(
        JobId id, JobKind kind, ImportRule rule, Caller caller, long total, List<String> header, boolean latin1) {}

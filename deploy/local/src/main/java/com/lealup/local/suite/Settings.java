package com.lealup.local.suite;

import com.lealup.local.home.Checkout;
import com.lealup.local.part.Ports;
import com.lealup.local.secret.Environment;
import com.lealup.local.secret.Secrets;
import com.lealup.local.state.DataFolder;

/**
 * What makes one deployment different from another.
 *
 * @param checkout what it is started from
 * @param data where it keeps everything
 * @param ports where it listens
 * @param environment what it is for
 * @param secrets what it keeps to itself
 */
public record Settings(Checkout checkout, DataFolder data, Ports ports, Environment environment, Secrets secrets) {}

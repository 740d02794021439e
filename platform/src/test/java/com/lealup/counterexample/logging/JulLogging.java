package com.lealup.counterexample.logging;

import java.util.logging.Logger;

class JulLogging {

    final Logger log = Logger.getLogger("x");
}

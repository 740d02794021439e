package com.lealup.local.doctor;

import java.util.List;

/** One thing to look at. */
interface Check {

    /** What it is called in the report. */
    String title();

    /**
     * Looks.
     *
     * @throws Exception if it could not, because what it asks does not answer
     */
    List<Finding> look() throws Exception;
}

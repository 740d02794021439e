/** What each workspace has decided about its score: versions of its model, read, changed, compared and taken back. */
@NullMarked
package com.lealup.health.model;

import org.jspecify.annotations.NullMarked;

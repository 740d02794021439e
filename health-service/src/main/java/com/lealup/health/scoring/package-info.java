/** The score of each customer as last shown, its history with explanations, and what is told to others. */
@NullMarked
package com.lealup.health.scoring;

import org.jspecify.annotations.NullMarked;

/** Owns how a delivery proves where it comes from: Standard Webhooks signatures, and the secrets behind them. */
@NullMarked
package com.lealup.webhook.signature;

import org.jspecify.annotations.NullMarked;

package com.lealup.health.model;

import com.lealup.health.score.HealthModel;
import com.lealup.platform.identity.TenantId;

/** A workspace has another model. Told in the transaction that makes it. */
public record ModelChanged(TenantId tenant, HealthModel before, HealthModel after) {}

package com.lealup.health.calibration;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import java.time.InstantSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/health-calibration}: whether scores told beforehand who would leave. */
@RestController
class CalibrationController {

    private final Calibration calibration;
    private final InstantSource clock;

    CalibrationController(Calibration calibration, InstantSource clock) {
        this.calibration = calibration;
        this.clock = clock;
    }

    @GetMapping("/v1/health-calibration")
    @RequiresScope("health:read")
    Calibration.Report calibration(Caller caller) {
        return calibration.of(caller.tenantId(), clock.instant());
    }
}

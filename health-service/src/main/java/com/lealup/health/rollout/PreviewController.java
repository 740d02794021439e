package com.lealup.health.rollout;

import com.lealup.health.model.ModelReader;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/health-model/preview}: what another model would make of the customers. It changes nothing. */
@RestController
class PreviewController {

    private final PreviewModel preview;
    private final Idempotency idempotency;

    PreviewController(PreviewModel preview, Idempotency idempotency) {
        this.preview = preview;
        this.idempotency = idempotency;
    }

    @PostMapping("/v1/health-model/preview")
    @RequiresScope("health:write")
    ResponseEntity<byte[]> preview(
            @RequestBody(required = false) byte @Nullable [] bytes, HttpServletRequest request, Caller caller) {
        var known = bytes == null ? new byte[0] : bytes;
        var body = JsonBody.parse(known);
        var model = ModelReader.read(body);
        body.finish();
        return preview.inTurn(() ->
                idempotency.execute(request, known, () -> ResponseEntity.ok(preview.of(caller, model.get()))));
    }
}

package com.lealup.health.model;

import com.lealup.health.model.ManageModels.Outcome;
import com.lealup.health.score.Preset;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/health-model}: the current model. */
@RestController
@RequestMapping("/v1/health-model")
class ModelController {

    private final CurrentVersion current;
    private final ManageModels manage;
    private final RolloutProgress progress;

    ModelController(CurrentVersion current, ManageModels manage, RolloutProgress progress) {
        this.current = current;
        this.manage = manage;
        this.progress = progress;
    }

    /** A model to start from. */
    record PresetView(String preset, ModelView model) {}

    /** All presets. */
    record Presets(List<PresetView> data) {}

    @GetMapping
    @RequiresScope("health:read")
    ResponseEntity<ModelResponse> show(Caller caller) {
        return answer(current.of(caller.tenantId()));
    }

    @PutMapping
    @RequiresScope("health:write")
    ResponseEntity<ModelResponse> replace(
            @RequestBody(required = false) byte @Nullable [] bytes,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var body = JsonBody.parse(bytes == null ? new byte[0] : bytes);
        var model = ModelReader.read(body);
        var note = body.text("note").length(1, 500);
        body.finish();
        return done(manage.replace(caller, model.get(), note.orElse(null), version -> isExpected(ifMatch, version)));
    }

    @GetMapping("/rollout")
    @RequiresScope("health:read")
    RolloutProgress.Progress rollout(Caller caller) {
        return progress.of(caller.tenantId(), current.of(caller.tenantId()));
    }

    @GetMapping("/presets")
    @RequiresScope("health:read")
    Presets presets(Caller caller) {
        return new Presets(Arrays.stream(Preset.values())
                .map(preset -> new PresetView(preset.text(), ModelView.of(preset.model())))
                .toList());
    }

    private static boolean isExpected(@Nullable String ifMatch, ModelVersion version) {
        return ifMatch == null
                || ifMatch.strip().equals("*")
                || Arrays.stream(ifMatch.split(",")).anyMatch(tag -> tag.strip().equals(version.etag()));
    }

    static ResponseEntity<ModelResponse> done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(ModelVersion version) -> answer(version);
            case Outcome.Stale stale ->
                throw Problems.of(
                        ProblemType.PRECONDITION_FAILED, "The health model has changed: If-Match is not its ETag.");
            case Outcome.NotFound none -> throw VersionController.notFound();
        };
    }

    static ResponseEntity<ModelResponse> answer(ModelVersion version) {
        return ResponseEntity.ok().eTag(version.etag()).body(ModelResponse.of(version));
    }
}

package com.lealup.health.model;

import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/health-model/versions}: what the model was, what changed, and the way back. */
@RestController
@RequestMapping("/v1/health-model/versions")
class VersionController {

    private final CurrentVersion current;
    private final ManageModels manage;
    private final ModelJson json;
    private final Idempotency idempotency;

    VersionController(CurrentVersion current, ManageModels manage, ModelJson json, Idempotency idempotency) {
        this.current = current;
        this.manage = manage;
        this.json = json;
        this.idempotency = idempotency;
    }

    /**
     * What differs between two versions.
     *
     * @param from the version compared with
     * @param to the version asked for
     */
    record Differences(int from, int to, List<ModelDifference> differences) {}

    @GetMapping
    @RequiresScope("health:read")
    Page<ModelResponse> list(PageRequest page, Caller caller) {
        var before = page.cursor() == null
                ? Integer.MAX_VALUE
                : Math.toIntExact(page.cursor().number(0));
        return Page.of(
                        current.newestFirst(caller.tenantId(), before, page.limitPlusOne()),
                        page.limit(),
                        version -> Cursor.of(version.version()))
                .map(ModelResponse::of);
    }

    @GetMapping("/{version}")
    @RequiresScope("health:read")
    ResponseEntity<ModelResponse> show(@PathVariable String version, Caller caller) {
        return ModelController.answer(find(caller, version));
    }

    @GetMapping("/{version}/diff")
    @RequiresScope("health:read")
    Differences diff(@PathVariable String version, @RequestParam @Nullable String against, Caller caller) {
        var to = find(caller, version);
        var from = against == null ? find(caller, Math.max(1, to.version() - 1)) : find(caller, against);
        return new Differences(
                from.version(), to.version(), ModelDifference.between(json.tree(from.model()), json.tree(to.model())));
    }

    @PostMapping("/{version}/rollback")
    @RequiresScope("health:write")
    ResponseEntity<byte[]> rollBack(
            @PathVariable String version,
            @RequestBody(required = false) byte @Nullable [] bytes,
            HttpServletRequest request,
            Caller caller) {
        return idempotency.execute(
                request,
                bytes == null ? new byte[0] : bytes,
                () -> ModelController.done(manage.rollBack(caller, number(version))));
    }

    private ModelVersion find(Caller caller, String version) {
        return find(caller, number(version));
    }

    private ModelVersion find(Caller caller, int version) {
        return manage.find(caller.tenantId(), version).orElseThrow(VersionController::notFound);
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw notFound();
        }
        return Integer.parseInt(text);
    }

    static ProblemException notFound() {
        return Problems.notFound("There is no such version of this workspace's health model.");
    }
}

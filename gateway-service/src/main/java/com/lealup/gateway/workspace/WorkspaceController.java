package com.lealup.gateway.workspace;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.Problems;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own workspace over HTTP. What it has bought, only an operator changes. */
@RestController
@RequestMapping("/v1/workspace")
class WorkspaceController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Workspaces workspaces;
    private final ChangeWorkspace change;
    private final TransactionTemplate transaction;

    WorkspaceController(Workspaces workspaces, ChangeWorkspace change, TransactionTemplate transaction) {
        this.workspaces = workspaces;
        this.change = change;
        this.transaction = transaction;
    }

    @RequiresScope("")
    @GetMapping
    WorkspaceView show(Caller caller) {
        return transaction
                .execute(_ -> workspaces.find(caller.tenantId()))
                .map(WorkspaceView::of)
                .orElseThrow(() -> Problems.notFound("The workspace is not there."));
    }

    @RequiresScope(Caller.EVERYTHING)
    @PatchMapping(consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    WorkspaceView edit(Caller caller, @RequestBody byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var name = BodyFields.name(body, "name");
        var zone = BodyFields.timeZone(body, "time_zone");
        // In a merge patch null clears a field, and these cannot be empty.
        if (body.has("name")) {
            name.required();
        }
        if (body.has("time_zone")) {
            zone.required();
        }
        body.finish();
        return transaction
                .execute(_ -> change.change(
                        caller,
                        workspace -> workspace
                                .named(name.orDefault(workspace.name()))
                                .in(zone.orDefault(workspace.timeZone()))))
                .map(WorkspaceView::of)
                .orElseThrow(() -> Problems.notFound("The workspace is not there."));
    }
}

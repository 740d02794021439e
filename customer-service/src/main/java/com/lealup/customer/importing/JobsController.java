package com.lealup.customer.importing;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows what became of imports. */
@RestController
class JobsController {

    private final Jobs jobs;

    JobsController(Jobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping("/v1/jobs")
    @RequiresScope("customers:read")
    Page<JobView> list(Caller caller, PageRequest page) {
        var cursor = page.cursor();
        var found = jobs.page(caller.tenantId(), cursor == null ? null : cursor.ulid(0), page.limitPlusOne());
        return Page.of(found, page.limit(), job -> Cursor.of(job.id()));
    }

    @GetMapping("/v1/jobs/{id}")
    @RequiresScope("customers:read")
    JobView show(@PathVariable String id, Caller caller) {
        return JobId.parse(id).flatMap(job -> jobs.find(caller.tenantId(), job)).orElseThrow(JobsController::notFound);
    }

    @GetMapping("/v1/jobs/{id}/errors")
    @RequiresScope("customers:read")
    Page<JobView.RowError> errors(@PathVariable String id, Caller caller, PageRequest page) {
        var job = JobId.parse(id).orElseThrow(JobsController::notFound);
        if (jobs.find(caller.tenantId(), job).isEmpty()) {
            throw notFound();
        }
        var cursor = page.cursor();
        var row = cursor == null ? -1 : cursor.number(0);
        var place = cursor == null ? -1 : (int) cursor.number(1);
        return Page.of(
                        jobs.errors(caller.tenantId(), job, row, place, page.limitPlusOne()),
                        page.limit(),
                        error -> Cursor.of(error.error().index(), error.place()))
                .map(Jobs.PlacedError::error);
    }

    private static ProblemException notFound() {
        return Problems.notFound("This workspace has no job with this id.");
    }
}

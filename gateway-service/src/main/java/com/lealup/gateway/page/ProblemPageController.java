package com.lealup.gateway.page;

import com.lealup.platform.identity.Open;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page behind the {@code type} of each problem: what it means and how to cure it. */
@RestController
class ProblemPageController {

    @Open
    @GetMapping(path = "/problems/{code}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String code) {
        var type = ProblemType.ofCode(code)
                .orElseThrow(() -> Problems.notFound("No problem has this code; /docs#problems lists all of them."));
        return Html.page(type.title(), """
                <p class="status">%d <code>%s</code></p>
                <h2>What to do</h2>
                <p>%s</p>
                <p>Every problem names its <code>request_id</code>: quote it when you ask for help.</p>
                <p><a href="/docs#problems">All problems</a> · <a href="/docs">API reference</a></p>
                """.formatted(type.status().value(), type.code(), Html.prose(type.cure())));
    }
}

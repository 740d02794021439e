package com.lealup.gateway.page;

import com.lealup.platform.identity.Open;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The style sheet of the pages. */
@RestController
class StyleController {

    private static final Resource STYLE = new ClassPathResource("page/page.css");

    @Open
    @GetMapping(path = "/page.css", produces = "text/css;charset=UTF-8")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .header("Cache-Control", "public, max-age=300")
                .body(STYLE);
    }
}

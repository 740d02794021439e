package com.lealup.gateway.openapi;

import com.lealup.gateway.page.PublishedFile;
import com.lealup.platform.identity.Open;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The API's description: for programs as OpenAPI and AsyncAPI, for people as a page made from it. */
@RestController
class DocumentController {

    private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private final PublishedFile operations = PublishedFile.of(MediaType.APPLICATION_JSON, "openapi/openapi.json");
    private final PublishedFile topics = PublishedFile.of(MediaType.APPLICATION_JSON, "openapi/asyncapi.json");
    private final PublishedFile reference = PublishedFile.of(HTML, "openapi/reference.html");

    @Open
    @GetMapping(path = "/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> openApi(
            @RequestHeader(name = "Accept-Encoding", required = false) @Nullable String codings) {
        return operations.answer(codings);
    }

    @Open
    @GetMapping(path = "/v1/asyncapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> asyncApi(
            @RequestHeader(name = "Accept-Encoding", required = false) @Nullable String codings) {
        return topics.answer(codings);
    }

    @Open
    @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> docs(@RequestHeader(name = "Accept-Encoding", required = false) @Nullable String codings) {
        var headers = new HttpHeaders();
        headers.set("Content-Security-Policy", POLICY);
        return reference.answer(codings, headers);
    }

    /** What the page can do beyond being read: filter and copy. */
    @Open
    @GetMapping(path = "/docs.js", produces = "text/javascript;charset=UTF-8")
    ResponseEntity<Resource> script() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .body(new ClassPathResource("openapi/docs.js"));
    }

    @Open
    @GetMapping(path = "/docs.css", produces = "text/css;charset=UTF-8")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .body(new ClassPathResource("openapi/docs.css"));
    }
}

package com.lealup.gateway.page;

import com.lealup.platform.identity.Open;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The API's description: for programs as OpenAPI, for people as a page made from it. */
@RestController
class OpenApiController {

    private static final String CACHE = "public, max-age=300";

    private final byte[] document;
    private final String etag;
    private final String page;

    OpenApiController(JsonMapper json) throws IOException {
        this.document = new ClassPathResource("openapi/openapi.json").getContentAsByteArray();
        var checksum = new CRC32C();
        checksum.update(document);
        this.etag = "\"" + Long.toHexString(checksum.getValue()) + "\"";
        this.page = ApiReference.render(json.readTree(new String(document, StandardCharsets.UTF_8)));
    }

    @Open
    @GetMapping(path = "/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> openApi() {
        return ResponseEntity.ok()
                .eTag(etag)
                .header("Cache-Control", CACHE)
                .contentType(MediaType.APPLICATION_JSON)
                .body(document);
    }

    @Open
    @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> docs() {
        return Html.page("API reference", page);
    }
}

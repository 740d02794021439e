package com.lealup.gateway.console;

import com.lealup.platform.identity.Open;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The console's page under each of its addresses, and the files that the page asks for. */
@RestController
class ConsoleController {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Their names carry a hash of their content: another content has another name. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final String ASK_EACH_TIME = "no-cache";
    private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private final BuiltFiles files;

    ConsoleController(BuiltFiles files) {
        this.files = files;
    }

    @Open
    @GetMapping(path = "/app/assets/v/{name}.js", produces = "text/javascript;charset=UTF-8")
    ResponseEntity<byte[]> script(
            @PathVariable String name,
            @RequestHeader(name = "Accept-Encoding", required = false) @Nullable String codings) {
        return asset(name + ".js", codings);
    }

    @Open
    @GetMapping(path = "/app/assets/v/{name}.css", produces = "text/css;charset=UTF-8")
    ResponseEntity<byte[]> style(
            @PathVariable String name,
            @RequestHeader(name = "Accept-Encoding", required = false) @Nullable String codings) {
        return asset(name + ".css", codings);
    }

    /** The app finds out by itself which of its pages the address means. */
    @Open
    @GetMapping(
            path = {"/app", "/app/{page}", "/app/{page}/{item}"},
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> page(@RequestHeader(name = "Accept-Encoding", required = false) @Nullable String codings) {
        return answer("index.html", ASK_EACH_TIME, codings);
    }

    private ResponseEntity<byte[]> asset(String name, @Nullable String codings) {
        if (!ASSET.matcher(name).matches()) {
            throw missing();
        }
        return answer("assets/v/" + name, FOR_EVER, codings);
    }

    private ResponseEntity<byte[]> answer(String name, String caching, @Nullable String codings) {
        var file = files.find(name).orElseThrow(ConsoleController::missing);
        var gzip = file.compressed() != null && AcceptedCodings.allowGzip(codings);
        var answer = ResponseEntity.ok()
                .contentType(file.type())
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Content-Security-Policy", POLICY)
                .eTag(gzip ? file.etag() + "-gzip" : file.etag());
        if (gzip) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.body(gzip ? file.compressed() : file.plain());
    }

    private static ProblemException missing() {
        return Problems.notFound("The console has no such file. Reload the page: there may be a newer version.");
    }
}

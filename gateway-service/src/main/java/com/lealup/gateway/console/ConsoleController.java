package com.lealup.gateway.console;

import com.lealup.gateway.page.PublishedFile;
import com.lealup.platform.identity.Open;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
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
    private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
    private static final MediaType SCRIPT = MediaType.valueOf("text/javascript;charset=UTF-8");
    private static final MediaType STYLE = MediaType.valueOf("text/css;charset=UTF-8");

    /** What was asked for and exists: a caller cannot make it grow. */
    private final ConcurrentMap<String, PublishedFile> files = new ConcurrentHashMap<>();

    @Open
    @GetMapping(path = "/app/assets/v/{name}.js", produces = "text/javascript;charset=UTF-8")
    ResponseEntity<byte[]> script(
            @PathVariable String name,
            @RequestHeader(name = "Accept-Encoding", required = false) @Nullable String codings) {
        return asset(name + ".js", SCRIPT, codings);
    }

    @Open
    @GetMapping(path = "/app/assets/v/{name}.css", produces = "text/css;charset=UTF-8")
    ResponseEntity<byte[]> style(
            @PathVariable String name,
            @RequestHeader(name = "Accept-Encoding", required = false) @Nullable String codings) {
        return asset(name + ".css", STYLE, codings);
    }

    /** The app finds out by itself which of its pages the address means, and what is filtered or opened there. */
    @Open
    @GetMapping(
            path = {"/app", "/app/", "/app/{page}", "/app/{page}/{item}"},
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> page(
            @RequestParam MultiValueMap<String, String> query,
            @RequestHeader(name = "Accept-Encoding", required = false) @Nullable String codings) {
        return answer("index.html", HTML, ASK_EACH_TIME, codings);
    }

    private ResponseEntity<byte[]> asset(String name, MediaType type, @Nullable String codings) {
        if (!ASSET.matcher(name).matches()) {
            throw missing();
        }
        return answer("assets/v/" + name, type, FOR_EVER, codings);
    }

    private ResponseEntity<byte[]> answer(String name, MediaType type, String caching, @Nullable String codings) {
        var file = files.computeIfAbsent(
                name, _ -> PublishedFile.find(type, "console/" + name).orElse(null));
        if (file == null) {
            throw missing();
        }
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.CACHE_CONTROL, caching);
        headers.set("Content-Security-Policy", POLICY);
        return file.answer(codings, headers);
    }

    private static ProblemException missing() {
        return Problems.notFound("The console has no such file. Reload the page: there may be a newer version.");
    }
}

package com.lealup.gateway.page;

import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** Pages without a script: one style sheet, everything else refused by policy. */
final class Html {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final MediaType HTML_UTF_8 = MediaType.valueOf("text/html;charset=UTF-8");
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Html() {}

    /** A page; the title is plain text, the content is HTML. */
    static ResponseEntity<String> page(String title, String content) {
        var text = text(title);
        return ResponseEntity.ok()
                .contentType(HTML_UTF_8)
                .header("Cache-Control", "public, max-age=300")
                .header("Content-Security-Policy", POLICY)
                .body("""
                        <!doctype html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>%s · LealUp</title>
                        <link rel="stylesheet" href="/page.css">
                        </head>
                        <body>
                        <main>
                        <h1>%s</h1>
                        %s</main>
                        </body>
                        </html>
                        """.formatted(text, text, content));
    }

    /** Text, made harmless. */
    static String text(String plain) {
        return HtmlUtils.htmlEscape(plain, "UTF-8");
    }

    /** Text in which backticks mark code. */
    static String prose(String commonMark) {
        return CODE.matcher(text(commonMark)).replaceAll("<code>$1</code>");
    }
}

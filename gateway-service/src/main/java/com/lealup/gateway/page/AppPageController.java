package com.lealup.gateway.page;

import com.lealup.platform.identity.Open;
import com.lealup.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a browser ends up that looks for a console: says that there is none yet, and what does its work. */
@RestController
class AppPageController {

    @Open
    @GetMapping(path = "/app", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> app() {
        var problems = Arrays.stream(ProblemType.values())
                .map(type -> "<li><a href=\"%s\">%s</a> <code>%d %s</code></li>\n"
                        .formatted(
                                type.uri(),
                                Html.text(type.title()),
                                type.status().value(),
                                type.code()))
                .collect(Collectors.joining());
        return Html.page("LealUp", """
                <p>This version has no web console. Everything it would show is in the API:</p>
                <table>
                <tr><th>You look for</th><th>Use</th></tr>
                <tr><td>Admin → API → API Keys → New key</td>
                <td><code>./lealup api-key create --name quickstart --scopes customers:write,customers:read,events:write,health:read --expires 7d</code>,
                or <code>POST /v1/api-keys</code></td></tr>
                <tr><td>Revoke a key</td><td><code>GET /v1/api-keys</code>, then <code>DELETE /v1/api-keys/{id}</code></td></tr>
                <tr><td>A customer</td><td><code>GET /v1/customers</code>, <code>GET /v1/customers/{id}</code></td></tr>
                <tr><td>Its events and changes</td><td><code>GET /v1/customers/{id}/timeline</code></td></tr>
                <tr><td>Its health score</td><td><code>GET /v1/customers/{id}/health</code></td></tr>
                <tr><td>A new workspace</td><td><code>./lealup workspace create --name "My workspace" --email me@example.com</code></td></tr>
                <tr><td>The guide, step by step</td><td><code>./lealup quickstart</code>, and the README</td></tr>
                </table>
                <p><a href="/docs">API reference</a> · <a href="/v1/openapi.json">OpenAPI document</a></p>
                <h2>Problems and their cures</h2>
                <ul>
                %s</ul>
                """.formatted(problems));
    }
}

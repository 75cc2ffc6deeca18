package io.rialto.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A problem as a page, where a browser was sent by somebody else and no program asks. */
final class ProblemPage {
    private static final String PATH = "/api/v1/sessions/provider";

    private ProblemPage() {}

    /** Whether a request comes from a browser on its way to or from a provider. */
    static boolean isWanted(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        return request.path().startsWith(PATH) && accept != null && accept.contains("text/html");
    }

    /** What stands in the response's body; its headers say that it is a page without scripts. */
    static Buffer of(HttpServerResponse response, Problem problem) {
        response.putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", "default-src 'none'")
                .putHeader("X-Content-Type-Options", "nosniff");
        String page = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%1$s</title>
                <h1>%1$s</h1>
                <p>%2$s</p>
                <p><a href="/">Back to the venue</a></p>
                </html>
                """.formatted(escaped(problem.title()), escaped(problem.detail()));
        return Buffer.buffer(page);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

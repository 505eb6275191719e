package jointdit.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** Lets in requests of our own page and of those who know the token, and tells browsers what the page may do. */
final class Guard implements HttpHandler {
    private static final String COOKIE = "jointdit";
    private static final HttpString FETCH_SITE = new HttpString("Sec-Fetch-Site");
    private static final HttpString FETCH_MODE = new HttpString("Sec-Fetch-Mode");
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; font-src 'self';"
                    + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "X-Frame-Options",
            "DENY",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final HttpHandler next;
    private final Optional<String> token;
    private final HostNames names;

    Guard(HttpHandler next, UiConfig config) {
        this.next = next;
        token = config.token();
        names = new HostNames(config.names());
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HEADERS.forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        if (!names.isOurs(exchange)) {
            refuse(
                    exchange,
                    403,
                    "Wanted the address of this server in Host, found another; set ui.names for other names");
        } else if (isOfOtherSite(exchange)) {
            refuse(exchange, 403, "Wanted a request of this server's own page, found one of another site");
        } else if (isLogin(exchange)) {
            logIn(exchange);
        } else if (token.isPresent() && !showsToken(exchange)) {
            refuse(exchange, 401, "Wanted the token, found none or another; open the address that the server printed");
        } else {
            next.handleRequest(exchange);
        }
    }

    private static void refuse(HttpServerExchange exchange, int status, String message) {
        exchange.setPersistent(false); // its body is not read
        Reply.send(exchange, Answer.of(ApiProblem.of(status, message)));
    }

    private boolean isOfOtherSite(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var origin = headers.getFirst(Headers.ORIGIN);
        if (origin != null) {
            return !origin.matches("https?://\\Q" + exchange.getHostAndPort() + "\\E");
        }
        var site = Optional.ofNullable(headers.getFirst(FETCH_SITE)).orElse("none");
        var isLink = "navigate".equals(headers.getFirst(FETCH_MODE))
                && exchange.getRelativePath().equals("/");
        return !site.equals("none") && !site.equals("same-origin") && !isLink;
    }

    private boolean isLogin(HttpServerExchange exchange) {
        var shown = exchange.getQueryParameters().get("token");
        return token.isPresent()
                && exchange.getRelativePath().equals("/")
                && shown != null
                && isToken(shown.getFirst());
    }

    /** Takes the token out of the address, into a cookie that scripts cannot read. */
    private void logIn(HttpServerExchange exchange) {
        exchange.setResponseCookie(new CookieImpl(COOKIE, token.orElseThrow())
                .setHttpOnly(true)
                .setPath("/")
                .setSameSiteMode("Strict"));
        exchange.setStatusCode(StatusCodes.SEE_OTHER);
        exchange.getResponseHeaders().put(Headers.LOCATION, "/");
        exchange.endExchange();
    }

    private boolean showsToken(HttpServerExchange exchange) {
        var cookie = exchange.getRequestCookie(COOKIE);
        var header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        return cookie != null && isToken(cookie.getValue())
                || header != null && header.startsWith("Bearer ") && isToken(header.substring("Bearer ".length()));
    }

    /** In a time that tells nothing. */
    private boolean isToken(String shown) {
        return MessageDigest.isEqual(shown.getBytes(UTF_8), token.orElseThrow().getBytes(UTF_8));
    }
}

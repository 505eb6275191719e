package jointdit.ui;

import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import java.util.function.Function;

/**
 * Which request goes where.
 *
 * @param config of the page
 * @param page its files
 * @param models requests about what there is
 * @param pictures requests about first frames
 * @param runs requests about runs
 */
record Routes(UiConfig config, PageFiles page, ModelCalls models, PictureCalls pictures, RunCalls runs) {
    private static final int MOST_JSON = 1 << 16;

    /** A handler of all of them. */
    HttpHandler handler() {
        var routes = new RoutingHandler()
                .get("/", endpoint(call -> page.index()))
                .get("/api/about", endpoint(models::about))
                .get("/api/models", endpoint(models::models))
                .get("/api/settings", endpoint(models::settings))
                .get("/api/clips", endpoint(models::clips))
                .get("/api/clips/{key}/picture", endpoint(models::clipPicture))
                .post(
                        "/api/pictures",
                        endpoint(pictures::add, config.limits().pictureBytes().count()))
                .get("/api/pictures/{id}", endpoint(pictures::picture))
                .get("/api/runs", endpoint(runs::list))
                .post("/api/runs", endpoint(runs::add))
                .get("/api/runs/{id}", endpoint(runs::run))
                .delete("/api/runs/{id}", endpoint(runs::remove))
                .get("/api/runs/{id}/events", new Events(runs.board()))
                .post("/api/runs/{id}/cancel", endpoint(runs::cancel))
                .get("/api/runs/{id}/preview.png", endpoint(runs::preview))
                .get("/api/runs/{id}/{file}", endpoint(runs::file));
        page.names().forEach(name -> routes.get("/" + name, endpoint(call -> page.file(name))));
        return routes.setFallbackHandler(endpoint(call -> absent()))
                .setInvalidMethodHandler(endpoint(call -> notAllowed()));
    }

    private static HttpHandler endpoint(Function<Call, Answer> work) {
        return endpoint(work, MOST_JSON);
    }

    private static HttpHandler endpoint(Function<Call, Answer> work, long mostBytes) {
        return new Endpoint(work, mostBytes);
    }

    private static Answer absent() {
        throw ApiProblem.of(
                404, "Wanted an address of this server, found another; / is the page, docs/page.md lists all");
    }

    private static Answer notAllowed() {
        throw ApiProblem.of(405, "Wanted a method that this address knows, found another; docs/page.md lists all");
    }
}

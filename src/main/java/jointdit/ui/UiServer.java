package jointdit.ui;

import static jointdit.config.Check.argument;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.stream.Collectors;
import org.xnio.Options;

/**
 * The page and its JSON API, see docs/page.md. Runs are made one after the other in this Java and kept in folders:
 *
 * <pre>
 * runs/ID/      run.json, settings.json, clip.mp4, sound.wav, waveform.png, spectrogram.png, log.txt
 * pictures/     first frames
 * </pre>
 */
public final class UiServer implements AutoCloseable {
    private static final int WORKERS = 8;
    private static final int MOST_CONNECTIONS = 512;
    private static final int MOST_HEADER_BYTES = 16 << 10;
    /** Of a body that is too large, so many times what may be is still read, so that the client hears why. */
    private static final int REFUSED = 8;
    /** A connection may be silent for so many times the patience, since answers take time. */
    private static final int SILENCE = 4;

    private final Undertow server;
    private final Runner runner;
    private final String host;

    private UiServer(Undertow server, Runner runner, String host) {
        this.server = server;
        this.runner = runner;
        this.host = host;
    }

    /**
     * Begins to serve.
     *
     * @throws IllegalArgumentException if others can reach it and need no token
     * @throws RuntimeException if the address is taken
     */
    public static UiServer start(UiConfig config, Studio studio) {
        argument(config.isGuarded(), "Wanted a token, since others can reach %s, found none", config.host());
        var pictures = new Pictures(config.folder().resolve("pictures"));
        var board = new Board(new Gallery(config.folder().resolve("runs")), config.queue());
        pictures.sweep(board.views(0, Integer.MAX_VALUE).stream()
                .flatMap(view -> view.run().picture().stream())
                .collect(Collectors.toSet()));
        var shelf = new Models(studio.shelf());
        var models = new ModelCalls(config, studio, shelf, Fields.of(studio.usual(), config.limits()));
        var upload = new Upload(config.limits().picturePixels());
        var routes = new Routes(
                config,
                PageFiles.here(),
                models,
                new PictureCalls(pictures, upload),
                new RunCalls(board, pictures, models));
        var tools = new Runner.Tools(studio, shelf, pictures, config.previewEvery());
        var server = server(config, new Guard(routes.handler(), config));
        server.start();
        return new UiServer(server, new Runner(board, tools), config.host());
    }

    private static Undertow server(UiConfig config, HttpHandler handler) {
        var patience = Math.toIntExact(config.limits().patience().toMillis());
        var most = config.limits().pictureBytes().count();
        return Undertow.builder()
                .addHttpListener(config.port(), config.host())
                .setHandler(new Deadline(handler, config.limits().patience()))
                .setWorkerThreads(WORKERS)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, MOST_CONNECTIONS)
                .setSocketOption(Options.CONNECTION_LOW_WATER, MOST_CONNECTIONS)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, REFUSED * most)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MOST_HEADER_BYTES)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, patience)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, SILENCE * patience)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, SILENCE * patience)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .build();
    }

    /** Where it listens. */
    public URI address() {
        var port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return URI.create("http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, port));
    }

    @Override
    public void close() {
        server.stop();
        runner.close();
    }
}

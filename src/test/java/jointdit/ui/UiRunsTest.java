package jointdit.ui;

import static jointdit.ui.UiForTests.RUN;
import static jointdit.ui.UiForTests.json;
import static jointdit.ui.UiForTests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a maker that needs no model. */
class UiRunsTest {
    @TempDir
    Path folder;

    @Test
    void runsWaitInTheirOrder() throws Exception {
        var clips = ShortClips.waiting();
        try (var ui = UiForTests.start(folder, clips)) {
            var first = ui.run();
            ui.await(first, "running");
            var second = ui.run();
            var third = ui.run();

            assertThat(ui.await(third, "queued").get("position").getAsInt()).isEqualTo(1);
            assertThat(ui.await(second, "queued").get("position").getAsInt()).isZero();
            clips.let(9);
            ui.await(third, "done");
            assertThat(ui.await(second, "done").get("position").isJsonNull()).isTrue();
        }
    }

    @Test
    void cancellingWorksAtOnce() throws Exception {
        var clips = ShortClips.waiting();
        try (var ui = UiForTests.start(folder, clips)) {
            var running = ui.run();
            ui.await(running, "running");
            var waiting = ui.run();

            assertThat(ui.delete("/api/runs/" + running).statusCode()).isEqualTo(409);
            for (var id : new String[] {running, waiting}) {
                var answer = ui.post("/api/runs/" + id + "/cancel", "");
                assertThat(answer.statusCode()).isEqualTo(202);
                assertThat(json(answer).get("state").getAsString()).isEqualTo("cancelled");
            }
            clips.let(1);
            var next = ui.run();
            clips.let(3);
            ui.await(next, "done");
            assertThat(ui.delete("/api/runs/" + running).statusCode()).isEqualTo(204);
            assertThat(ui.get("/api/runs/" + running).statusCode()).isEqualTo(404);
            assertThat(folder.resolve("runs").resolve(running)).doesNotExist();
        }
    }

    @Test
    void aRunThatThrowsFailsAndTheServerStays() throws Exception {
        var problems = new java.util.ArrayDeque<Throwable>(java.util.List.of(
                new IllegalStateException("The model broke"),
                new OutOfMemoryError("Java heap"),
                new StackOverflowError()));
        ClipMaker maker = (config, row, listener) -> {
            if (!problems.isEmpty()) {
                throw UiRunsTest.<RuntimeException>thrown(problems.remove());
            }
            listener.stepped(1);
            return ShortClips.clip();
        };
        try (var ui = UiForTests.start(folder, maker)) {
            var broken = ui.await(ui.run(), "failed");
            assertThat(broken.get("message").getAsString()).isEqualTo("The model broke");
            assertThat(text(ui.get("/api/runs/" + broken.get("id").getAsString() + "/log.txt")))
                    .contains("Failed: java.lang.IllegalStateException: The model broke");
            assertThat(ui.await(ui.run(), "failed").get("message").getAsString())
                    .startsWith("Out of memory");
            assertThat(ui.await(ui.run(), "failed").get("message").getAsString())
                    .contains("StackOverflowError");
            ui.await(ui.run(), "done");
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException thrown(Throwable problem) throws T {
        throw (T) problem;
    }

    @Test
    void whatAStoppedServerLeftIsFailed() throws Exception {
        var clips = ShortClips.waiting();
        String done;
        String running;
        String queued;
        try (var ui = UiForTests.start(folder, clips)) {
            done = ui.run();
            clips.let(3);
            ui.await(done, "done");
            running = ui.run();
            ui.await(running, "running");
            queued = ui.run();
            clips.let(1);
        }
        clips.let(100);
        Files.createDirectories(folder.resolve("runs/notours"));
        Files.createDirectories(folder.resolve("runs").resolve(Ids.next()));
        try (var ui = UiForTests.start(folder, clips)) {
            assertThat(json(ui.get("/api/runs")).get("total").getAsInt()).isEqualTo(3);
            ui.await(done, "done");
            for (var id : new String[] {running, queued}) {
                assertThat(ui.await(id, "failed").get("message").getAsString()).isEqualTo("server stopped");
            }
        }
    }

    @Test
    void theRateOfTheFileIsTheOneThatIsWanted() throws Exception {
        try (var ui = UiForTests.start(folder, ShortClips.fast())) {
            var id = ui.run(RUN.replace("\"steps\"", "\"framesPerSecond\": 24, \"steps\""));

            var settings = ui.await(id, "done").getAsJsonObject("settings");
            assertThat(settings.get("framesPerSecond").getAsDouble()).isEqualTo(24);
        }
    }

    @Test
    void whoeverReachesItFromElsewhereNeedsTheToken() {
        var token = "abcdefghijklmnop";
        try (var ui = UiForTests.start(folder, ShortClips.fast(), "token=" + token)) {
            assertThat(ui.get("/").statusCode()).isEqualTo(401);
            assertThat(ui.get("/api/models").statusCode()).isEqualTo(401);
            assertThat(ui.get("/api/models", "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(401);
            assertThat(ui.get("/api/models?token=" + token).statusCode()).isEqualTo(401);
            assertThat(ui.get("/api/models", "Authorization", "Bearer " + token).statusCode())
                    .isEqualTo(200);
            var login = ui.get("/?token=" + token);
            var cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(login.statusCode()).isEqualTo(303);
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
            assertThat(ui.get("/", "Cookie", cookie.split(";")[0]).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anOpenAddressNeedsAToken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UiForTests.start(folder, ShortClips.fast(), "host=0.0.0.0"))
                .withMessageStartingWith("Wanted a token, since others can reach 0.0.0.0");
    }
}

package jointdit.ui;

import static jointdit.ui.UiForTests.JSON;
import static jointdit.ui.UiForTests.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests at once. */
class UiCrowdTest {
    @TempDir
    Path folder;

    private final ShortClips clips = ShortClips.waiting();
    private UiForTests ui;

    @BeforeEach
    void start() {
        ui = UiForTests.start(folder, clips, "queue=2");
    }

    @AfterEach
    void stop() {
        clips.let(1000);
        ui.close();
    }

    @Test
    void twoHundredRequestsAtOnceAreAnswered() {
        var client = HttpClient.newHttpClient();
        var answers = IntStream.range(0, 200)
                .mapToObj(i -> client.sendAsync(
                        HttpRequest.newBuilder(ui.address(i % 2 == 0 ? "/api/settings" : "/api/runs"))
                                .build(),
                        BodyHandlers.ofString()))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
    }

    @Test
    void twoHundredRunsAtOnceFillTheQueueAndNoMore() {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(ui.address("/api/runs"))
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(RUN))
                .build();
        var statuses =
                IntStream.range(0, 200)
                        .mapToObj(i -> client.sendAsync(request, BodyHandlers.ofString()))
                        .toList()
                        .stream()
                        .map(answer -> answer.join().statusCode())
                        .toList();

        assertThat(statuses).containsOnly(202, 429);
        assertThat(statuses.stream().filter(status -> status == 202).count()).isBetween(2L, 3L);
        assertThat(UiForTests.text(ui.post("/api/runs", RUN))).contains("Wanted at most 2 runs that wait");
    }

    @Test
    void thoseWhoListenAllHearTheEnd() throws Exception {
        var id = ui.run();
        ui.await(id, "running");
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(ui.address("/api/runs/" + id + "/events"))
                .build();
        var streams = IntStream.range(0, 30)
                .mapToObj(i -> client.sendAsync(request, BodyHandlers.ofString()))
                .toList();
        Thread.sleep(300);
        clips.let(3);

        assertThat(streams).allSatisfy(stream -> assertThat(stream.get().body()).contains("\"state\":\"done\""));
    }
}

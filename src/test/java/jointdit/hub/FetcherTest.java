package jointdit.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import jointdit.hub.FakeHub.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {
    private static final Repo REPO = new Repo("org/model", "main");
    private static final String WEIGHTS = "model.safetensors";
    private static final byte[] BYTES = noise(300_000);
    private static final byte[] CONFIG = "{}".getBytes(UTF_8);

    private final FakeHub hub = new FakeHub().with("config.json", CONFIG).with(WEIGHTS, BYTES);

    @TempDir
    private Path home;

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void theCacheIsLaidOutAsPythonHasIt() throws IOException {
        var folder = fetch();

        var repo = home.resolve("hub/models--org--model");
        assertThat(folder).isEqualTo(repo.resolve("snapshots/c0ffee"));
        assertThat(Files.readString(repo.resolve("refs/main"))).isEqualTo("c0ffee");
        assertThat(Files.readSymbolicLink(folder.resolve(WEIGHTS)))
                .isEqualTo(Path.of("../../blobs", FakeHub.sha256(BYTES)));
        assertThat(Files.readSymbolicLink(folder.resolve("config.json")))
                .isEqualTo(Path.of("../../blobs", FakeHub.gitSha1(CONFIG)));
        assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(BYTES);
        assertThat(repo.resolve("blobs")).isDirectoryNotContaining("glob:**.incomplete");
    }

    @Test
    void theSecondRunFetchesNothing() {
        fetch();
        int before = hub.requests().size();
        fetch();

        assertThat(hub.requests().subList(before, hub.requests().size()))
                .containsExactly("GET hub /api/models/org/model/revision/main?blobs=true");
    }

    @Test
    void aCacheFilledByPythonIsUsedAsItIs() throws IOException {
        asPython("config.json", CONFIG, FakeHub.gitSha1(CONFIG));
        asPython(WEIGHTS, BYTES, FakeHub.sha256(BYTES));
        fetch();

        assertThat(hub.requests("resolve")).isEmpty();
    }

    @Test
    void aBlobOfAnotherRevisionIsLinked() throws IOException {
        var blob = home.resolve("hub/models--org--model/blobs").resolve(FakeHub.sha256(BYTES));
        Files.createDirectories(blob.getParent());
        Files.write(blob, BYTES);

        assertThat(fetch().resolve(WEIGHTS)).hasBinaryContent(BYTES);
        assertThat(hub.requests(WEIGHTS)).isEmpty();
    }

    @Test
    void theTokenGoesToTheHubAlone() {
        hub.gated("hf_secret");
        fetch(hub.config(home, Optional.of("hf_secret")));

        assertThat(hub.requests(" hub ")).allMatch(request -> request.endsWith("Bearer hf_secret"));
        assertThat(hub.requests(" store ")).isNotEmpty().noneMatch(request -> request.contains("Bearer"));
    }

    @Test
    void theTokenMayLieInTheHomeFolder() throws IOException {
        hub.gated("hf_file");
        Files.writeString(home.resolve("token"), "hf_file\n");

        assertThat(fetch().resolve(WEIGHTS)).hasBinaryContent(BYTES);
    }

    @Test
    void aCutConnectionIsGoneOnWith() {
        hub.fault(WEIGHTS, Fault.CUT);

        assertThat(fetch().resolve(WEIGHTS)).hasBinaryContent(BYTES);
        assertThat(hub.requests("store")).hasSize(2).last().asString().matches(".* bytes=1\\d{5}-");
    }

    @Test
    void aKilledRunIsGoneOnWith() throws IOException {
        leaveBehind(100_000, BYTES);
        var progress = new AtomicLong();
        var fetcher = new Fetcher(hub.config(home));
        fetcher.run(List.of(fetcher.plan(REPO, RepoFiles.all(Variant.FP16))), progress::addAndGet);

        assertThat(hub.requests("store")).hasSize(1).first().asString().endsWith("bytes=100000-");
        assertThat(progress).hasValue(BYTES.length + CONFIG.length);
    }

    @Test
    void aServerWithoutRangesMakesUsStartOver() throws IOException {
        leaveBehind(100_000, noise(100_000));
        hub.fault(WEIGHTS, Fault.NO_RANGE);

        assertThat(fetch().resolve(WEIGHTS)).hasBinaryContent(BYTES);
        assertThat(hub.requests("store")).hasSize(1);
    }

    @Test
    void aPartOfAnotherFileIsFetchedAnew() throws IOException {
        leaveBehind(100_000, noise(100_001));

        assertThat(fetch().resolve(WEIGHTS)).hasBinaryContent(BYTES);
        assertThat(hub.requests("store")).hasSize(2);
    }

    @Test
    void aPartThatIsTooLongIsFetchedAnew() throws IOException {
        leaveBehind(300_001, noise(300_001));

        assertThat(fetch().resolve(WEIGHTS)).hasBinaryContent(BYTES);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BUSY", "DOWN", "WRONG_BYTE", "TOO_LONG", "SILENT"})
    void oneBadAnswerIsOvercome(Fault fault) {
        hub.fault(WEIGHTS, fault);

        assertThat(fetch().resolve(WEIGHTS)).hasBinaryContent(BYTES);
    }

    @Test
    void aBusyListingIsOvercome() {
        hub.fault("listing", Fault.BUSY, Fault.DOWN);

        assertThat(fetch().resolve(WEIGHTS)).hasBinaryContent(BYTES);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"WRONG_BYTE", "TOO_LONG"})
    void wrongBytesTwiceAreAnErrorAndLeaveNothing(Fault fault) {
        hub.fault(WEIGHTS, fault, fault);

        assertThatThrownBy(this::fetch)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(WEIGHTS, "org/model", "twice", "Wanted");
        assertThat(home.resolve("hub/models--org--model/snapshots/c0ffee/" + WEIGHTS))
                .doesNotExist();
        assertThat(home.resolve("hub/models--org--model/blobs").resolve(FakeHub.sha256(BYTES)))
                .doesNotExist();
        assertThat(home.resolve("hub/models--org--model/refs")).doesNotExist();
    }

    @Test
    void aServerThatStaysDownIsAnErrorThatNamesTheFile() {
        hub.fault(WEIGHTS, Fault.DOWN, Fault.DOWN, Fault.DOWN);

        assertThatThrownBy(this::fetch)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("Cannot fetch model.safetensors of org/model", "503")
                .hasMessageNotContaining("signature");
    }

    @Test
    void whatTheListingLacksIsAskedFor() {
        hub.withoutSizesInTheListing();

        assertThat(fetch().resolve(WEIGHTS)).hasBinaryContent(BYTES);
        assertThat(hub.requests("HEAD")).hasSize(2).noneMatch(request -> request.contains("store"));
    }

    @Test
    void aGatedRepositoryWantsAToken() {
        hub.gated("hf_secret");

        assertThatIllegalArgumentException()
                .isThrownBy(this::fetch)
                .withMessageContainingAll("401", "accept its licence", "HF_TOKEN", hub.endpoint() + "/org/model");
    }

    @Test
    void aTokenThatMayNotIsToldWithoutIt() {
        hub.gated("hf_secret");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fetch(hub.config(home, Optional.of("hf_other"))))
                .withMessageContainingAll("403", "accept its licence")
                .withMessageNotContaining("hf_other");
    }

    @Test
    void aTokenOfTwoWordsIsRefusedWithoutIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fetch(hub.config(home, Optional.of("hf_one two"))))
                .withMessageContaining("HF_TOKEN")
                .withMessageNotContaining("hf_one");
        assertThat(hub.config(home, Optional.of("hf_one")).toString()).doesNotContain("hf_one");
    }

    @Test
    void anUnknownRepositoryIsNamed() {
        var fetcher = new Fetcher(hub.config(home));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fetcher.plan(new Repo("org/modle", "main"), RepoFiles.all(Variant.FP16)))
                .withMessageContainingAll("org/modle", "404", hub.endpoint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "/etc/evil", "a/../../evil", "a\\\\evil", "a//evil"})
    void aPathThatLeadsOutOfTheCacheIsRefused(String path) {
        hub.listing(text -> text.replace("config.json", path));

        assertThatIllegalArgumentException().isThrownBy(this::fetch).withMessageContaining("Refused the path");
    }

    @Test
    void anIdentityThatIsNoFileNameIsRefused() {
        hub.listing(text -> text.replace(FakeHub.sha256(BYTES), "../../../evil"));

        assertThatIllegalArgumentException().isThrownBy(this::fetch).withMessageContaining("Refused the identity");
    }

    @Test
    void aPageThatIsNoListingIsTold() {
        hub.listing(text -> "<html>");

        assertThatIllegalArgumentException()
                .isThrownBy(this::fetch)
                .withMessageContainingAll("Wanted a listing of org/model", "hub.endpoint");
    }

    @Test
    void aDiskThatIsTooSmallIsToldBeforeAnythingIsFetched() {
        var large = String.valueOf(Long.MAX_VALUE / 2);
        hub.listing(text -> text.replace("\"size\":" + BYTES.length, "\"size\":" + large));

        assertThatIllegalArgumentException()
                .isThrownBy(this::fetch)
                .withMessageContainingAll("Wanted 4611686018.43 GB", "GB free", "HF_HUB_CACHE");
        assertThat(hub.requests("resolve")).isEmpty();
    }

    @Test
    void withoutANetworkTheCacheDoes() {
        var folder = fetch();
        var config = hub.config(home);
        hub.close();
        var fetcher = new Fetcher(config);
        var plan = fetcher.plan(REPO, RepoFiles.all(Variant.FP16));
        fetcher.run(List.of(plan), more -> {});

        assertThat(plan.folder()).isEqualTo(folder);
        assertThat(plan.missing()).isEmpty();
        assertThat(plan.offline()).contains("Cannot reach " + config.endpoint());
    }

    @Test
    void withoutANetworkAndWithoutWeightsItSaysSo() throws IOException {
        Files.delete(fetch().resolve(WEIGHTS));
        var config = hub.config(home);
        hub.close();

        assertThatThrownBy(() -> fetch(config))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("Cannot reach", "HF_ENDPOINT");
    }

    @Test
    void anUnknownHostIsTold() {
        var config = changed(hub.config(home), "http://hub.invalid", false);

        assertThatThrownBy(() -> fetch(config)).hasMessageContaining("Cannot reach http://hub.invalid");
    }

    @Test
    void offlineAsksNobody() {
        fetch();
        int before = hub.requests().size();
        fetch(changed(hub.config(home), hub.endpoint(), true));

        assertThat(hub.requests()).hasSize(before);
    }

    @Test
    void twoRunsAtOnceFetchAFileOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        Callable<Path> work = this::fetch;
        try {
            for (var folder : threads.invokeAll(List.of(work, work))) {
                assertThat(folder.get().resolve(WEIGHTS)).hasBinaryContent(BYTES);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(hub.requests("store")).hasSize(1);
    }

    @Test
    void aSnapshotIsFoundByNameAndRevision() {
        var cache = hub.config(home).hubCache();

        assertThat(cache.snapshot("org/model", "main")).isEmpty();
        var folder = fetch();
        assertThat(cache.snapshot("org/model", "main")).contains(folder);
        assertThat(cache.snapshot("org/model", FakeHub.COMMIT)).contains(folder);
        assertThat(cache.snapshot("org/model", "other")).isEmpty();
    }

    private Path fetch() {
        return fetch(hub.config(home));
    }

    private static Path fetch(HubConfig config) {
        var fetcher = new Fetcher(config);
        var plan = fetcher.plan(REPO, RepoFiles.all(Variant.FP16));
        fetcher.run(List.of(plan), more -> {});
        return plan.folder();
    }

    private static HubConfig changed(HubConfig config, String endpoint, boolean offline) {
        return new HubConfig(
                endpoint,
                config.token(),
                config.caches(),
                config.home(),
                config.cache(),
                offline,
                1,
                2,
                Duration.ZERO,
                config.timeout());
    }

    private void leaveBehind(int length, byte[] bytes) throws IOException {
        var part = home.resolve("hub/models--org--model/blobs").resolve(FakeHub.sha256(BYTES) + ".incomplete");
        Files.createDirectories(part.getParent());
        Files.write(part, Arrays.copyOf(bytes, length));
    }

    private void asPython(String path, byte[] bytes, String etag) throws IOException {
        var repo = home.resolve("hub/models--org--model");
        Files.createDirectories(repo.resolve("blobs"));
        Files.createDirectories(repo.resolve("snapshots/c0ffee"));
        Files.createDirectories(repo.resolve("refs"));
        Files.writeString(repo.resolve("refs/main"), "c0ffee");
        Files.write(repo.resolve("blobs").resolve(etag), bytes);
        Files.createSymbolicLink(repo.resolve("snapshots/c0ffee").resolve(path), Path.of("../../blobs", etag));
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}

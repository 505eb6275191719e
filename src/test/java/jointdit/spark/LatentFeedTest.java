package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jointdit.joint.LatentShape;
import jointdit.joint.TinyModel;
import jointdit.train.Example;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentFeedTest {
    @TempDir
    private Path folder;

    private List<String> files;

    @BeforeEach
    void writeCache() {
        var cache = TinyCache.write(SparkForTests.session(), folder.toUri().toString(), 20, 0);
        files = List.of(cache.latents().inputFiles());
    }

    private LatentFeed feed(LatentShape shape, int buffer, long seed) {
        var source = new LatentFeed.Source(files, shape, new TextHasher(5), buffer, seed);
        return new LatentFeed(source, Storage.of(SparkForTests.session()).configuration(), Place.ALONE);
    }

    private static List<String> ids(List<Example> clips) {
        return clips.stream().map(Example::id).toList();
    }

    @Test
    void everyEpochHasEveryClipOnce() {
        var feed = feed(TinyModel.shape(), 3, 1);
        var first = ids(feed.next(20));
        var second = ids(feed.next(20));

        assertThat(first).doesNotHaveDuplicates().hasSize(20);
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    }

    @Test
    void orderIsThatOfTheSeed() {
        assertThat(ids(feed(TinyModel.shape(), 50, 1).next(20)))
                .isEqualTo(ids(feed(TinyModel.shape(), 50, 1).next(20)))
                .isNotEqualTo(ids(feed(TinyModel.shape(), 50, 2).next(20)));
    }

    @Test
    void skippingEqualsReading() {
        var read = feed(TinyModel.shape(), 4, 1);
        var skipped = feed(TinyModel.shape(), 4, 1);
        read.next(27);
        skipped.skip(27);

        assertThat(ids(skipped.next(5))).isEqualTo(ids(read.next(5)));
    }

    @Test
    void skippingWholeEpochsEqualsReading() {
        var read = feed(TinyModel.shape(), 4, 1);
        var skipped = feed(TinyModel.shape(), 4, 1);
        read.next(40);
        skipped.skip(40);

        assertThat(ids(skipped.next(25))).isEqualTo(ids(read.next(25)));
    }

    @Test
    void replicasShareEveryBatchOfTheSameOrder() {
        var all = ids(feed(TinyModel.shape(), 4, 1).next(40));
        for (var world = 2; world <= 3; world++) {
            for (var rank = 0; rank < world; rank++) {
                var feed = feed(new Place(rank, world));
                var share = new ArrayList<String>();
                var wanted = new ArrayList<String>();
                for (var from = 0; from < 36; from += 6) {
                    share.addAll(ids(feed.next(6)));
                    for (var i = rank; i < 6; i += world) {
                        wanted.add(all.get(from + i));
                    }
                }
                assertThat(share).isEqualTo(wanted);
            }
        }
    }

    private LatentFeed feed(Place place) {
        var source = new LatentFeed.Source(files, TinyModel.shape(), new TextHasher(5), 4, 1);
        return new LatentFeed(source, Storage.of(SparkForTests.session()).configuration(), place);
    }

    @Test
    void memoryIsThatOfTheBufferAndARowGroup() {
        var table = TinyCache.write(
                SparkForTests.session(), folder.resolve("long").toUri().toString(), 400, 0);
        var parts = folder.resolve("parts").toUri().toString();
        table.latents().repartition(20).write().parquet(parts);
        files = List.of(SparkForTests.session().read().parquet(parts).inputFiles());
        var feed = feed(TinyModel.shape(), 30, 1);
        var most = 0;
        for (var i = 0; i < 800; i++) {
            feed.next(1);
            most = Math.max(most, feed.held());
        }

        assertThat(files).hasSize(20);
        assertThat(most).isBetween(20, 30 + 40);
    }

    @Test
    void skippingReadsNothing() {
        var feed = feed(TinyModel.shape(), 4, 1);
        feed.skip(33);

        assertThat(feed.held()).isZero();
    }

    @Test
    void aBrokenRowGroupIsNamed() throws IOException {
        var whole = Path.of(URI.create(files.get(0)));
        var bytes = Files.readAllBytes(whole);
        Arrays.fill(bytes, 4, 100, (byte) 7); // the first page
        var broken = Files.write(folder.resolve("broken.parquet"), bytes);
        files = List.of(broken.toUri().toString());
        var feed = feed(TinyModel.shape(), 4, 1);

        assertThatThrownBy(() -> feed.next(20)).hasMessageContainingAll("row group 0", "broken.parquet", "cache");
    }

    @Test
    void firstFrameIsThePicture() {
        var clip = feed(TinyModel.shape(), 4, 1).next(1).get(0);
        var size = TinyModel.shape().pictureSize();

        assertThat(clip.picture()).isEqualTo(Arrays.copyOf(clip.video(), size));
        assertThat(clip.text()).hasSize(5);
    }

    @Test
    void clipOfAnotherLengthIsAnError() {
        var longer = new LatentShape(5, 3, 4, 4, 8, 2, 6, 4);

        assertThatThrownBy(() -> feed(longer, 4, 1).next(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 192 values in video where the table's first clip has 240");
    }
}

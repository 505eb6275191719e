package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        return new LatentFeed(source, Storage.of(SparkForTests.session()).configuration());
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
    void firstFrameIsThePicture() {
        var clip = feed(TinyModel.shape(), 4, 1).next(1).get(0);
        var size = TinyModel.shape().pictureSize();

        assertThat(clip.picture()).isEqualTo(Arrays.copyOf(clip.video(), size));
        assertThat(clip.text()).hasSize(5);
    }

    @Test
    void longerClipsAreCutToWhatTheModelTakes() {
        var model = TinyModel.config().limited(Optional.of(2));
        var towers = new TowerConditions(Optional.of(model), Optional.empty());
        var source = new LatentFeed.Source(files, model.cut(TinyModel.shape()), new TextHasher(5), 3, 1, towers);
        var cut = new LatentFeed(source, Storage.of(SparkForTests.session()).configuration())
                .next(1)
                .get(0);
        var whole = feed(TinyModel.shape(), 3, 1).next(1).get(0);

        assertThat(cut.id()).isEqualTo(whole.id());
        assertThat(cut.video()).isEqualTo(Arrays.copyOf(whole.video(), 2 * 3 * 4 * 4));
        assertThat(Arrays.copyOf(cut.audio(), 3 * 4)).isEqualTo(Arrays.copyOf(whole.audio(), 3 * 4));
        assertThat(Arrays.copyOfRange(cut.audio(), 3 * 4, 2 * 3 * 4))
                .isEqualTo(Arrays.copyOfRange(whole.audio(), 6 * 4, 9 * 4));
        assertThat(cut.picture()).isEqualTo(whole.picture());
    }

    @Test
    void clipOfAnotherLengthIsAnError() {
        var longer = new LatentShape(5, 3, 4, 4, 8, 2, 6, 4);

        assertThatThrownBy(() -> feed(longer, 4, 1).next(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 192 values in video where the table's first clip has 240");
    }
}

package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import jointdit.spark.ReferenceClips.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceClipsTest {
    @TempDir
    private static Path folder;

    private static ReferenceClips clips;

    @BeforeAll
    static void write() {
        var spark = SparkForTests.session();
        TinyCache.write(spark, folder.toString(), 5, 2);
        clips = new ReferenceClips(spark, folder.toString());
    }

    @Test
    void clipsComePageByPage() {
        var page = clips.page("", 1, 2);

        assertThat(page.total()).isEqualTo(5);
        assertThat(page.clips()).extracting(Reference::id).containsExactly("clip01", "clip02");
        assertThat(page.clips()).extracting(Reference::split).containsExactly("validation", "train");
        assertThat(page.clips()).extracting(Reference::key).allMatch(key -> key.matches("[0-9a-f]{32}"));
    }

    @Test
    void clipsAreFoundByTheirWordsWhateverTheCase() {
        assertThat(clips.page("RED Ball", 0, 9).total()).isEqualTo(5);
        assertThat(clips.page("clip03", 0, 9).clips()).extracting(Reference::id).containsExactly("clip03");
        assertThat(clips.page("%' or 1=1", 0, 9).total()).isZero();
    }

    @Test
    void aClipIsFoundByItsKey() {
        var key = clips.page("clip03", 0, 1).clips().get(0).key();

        assertThat(clips.picture(key)).isPresent();
        assertThat(clips.picture("' or 1=1")).isEmpty();
    }
}

package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mp4Test {
    @Test
    void equalClipsGiveEqualBytes() {
        assertThat(Mp4.bytes(Scenes.disc())).isEqualTo(Mp4.bytes(Scenes.disc()));
    }

    @Test
    void pathHoldsTheSameBytes(@TempDir Path folder) throws Exception {
        Mp4.write(Scenes.disc(), folder.resolve("a.mp4"));

        assertThat(Files.readAllBytes(folder.resolve("a.mp4"))).isEqualTo(Mp4.bytes(Scenes.disc()));
    }

    @Test
    void indexStandsBeforeTheData() {
        var text = new String(Mp4.bytes(Scenes.disc()), StandardCharsets.ISO_8859_1);

        assertThat(text).contains("avc1", "mp4a").doesNotContain("mp4v", "Lavf", "Lavc");
        assertThat(text.indexOf("moov")).isLessThan(text.indexOf("mdat"));
    }

    @ParameterizedTest
    @CsvSource({"64, 64, 8", "398, 224, 25", "50, 34, 29.97", "1280, 720, 10"})
    void indexFitsInTheRoomLeftForIt(int width, int height, double framesPerSecond) {
        assertThat(Mp4.bytes(Scenes.disc(Scenes.size(width, height, framesPerSecond), 1, 44_100)))
                .isNotEmpty();
    }

    @Test
    void longClipsFitToo() {
        assertThat(Mp4.bytes(Scenes.disc(Scenes.size(32, 32, 4), 90, 16_000))).hasSizeGreaterThan(100_000);
    }

    @Test
    void oddSizesAreRefused() {
        var clip = Scenes.disc(Scenes.size(63, 64, 8), 1, 16_000);

        assertThatThrownBy(() -> Mp4.bytes(clip))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Wanted an even width and height for H.264, found 63x64; crop or scale by one pixel");
    }

    @Test
    void clipsWithoutFramesOrSoundAreRefused() {
        var clip = Scenes.disc();

        assertThatThrownBy(() -> Mp4.bytes(new Clip(Scenes.size(64, 64, 8), clip.sound())))
                .hasMessage("Wanted at least 1 frame to encode, found none");
        assertThatThrownBy(() -> Mp4.bytes(new Clip(clip.video(), new Sound(16_000, new float[0]))))
                .hasMessage("Wanted at least 1 sample of sound to encode, found none");
    }

    @Test
    void sampleRatesThatAacLacksAreRefused() {
        var clip = new Clip(Scenes.disc().video(), new Sound(12_345, new float[12_345]));

        assertThatThrownBy(() -> Mp4.bytes(clip))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot open the encoder aac");
    }

    @Test
    void missingEncodersAreNamedInsteadOfReplaced() {
        try (var muxer = new Mp4Muxer()) {
            assertThatThrownBy(() -> new Track(muxer, "libx264"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Wanted the encoder libx264, found an FFmpeg without it");
        }
    }

    @Test
    void unwritablePathsAreNamed(@TempDir Path folder) {
        var file = folder.resolve("absent").resolve("a.mp4");

        assertThatThrownBy(() -> Mp4.write(Scenes.disc(), file)).hasMessage("Cannot write " + file);
        assertThat(List.of(folder.toFile().list())).isEmpty();
    }
}

package jointdit.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jointdit.media.Png;
import jointdit.spark.FailureRow;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ClipDecoderTest {
    private static Row clip(ClipDecoder decoder) {
        return decoder.transform(StageTables.clips())
                .where("clip_id = 'clip-1'")
                .select("clip.*")
                .first();
    }

    private static List<byte[]> frames(Row clip) {
        return new ArrayList<>(clip.<byte[]>getList(clip.fieldIndex("frames")));
    }

    @Test
    void clipsHaveTheSizeAndRatesThatAreSet() {
        var clip = clip(StageTables.decoder().setFramesPerSecond(4));

        assertThat(frames(clip)).hasSize(2);
        assertThat(Png.picture(frames(clip).get(0))).matches(frame -> frame.width() == 16 && frame.height() == 12);
        assertThat(clip.<Integer>getAs("width")).isEqualTo(16);
        assertThat(clip.<Integer>getAs("height")).isEqualTo(12);
        assertThat(clip.<Double>getAs("fps")).isEqualTo(4);
        assertThat(clip.<Integer>getAs("sample_rate")).isEqualTo(8000);
        assertThat(clip.<byte[]>getAs("sound")).hasSize(4 * 4000);
    }

    @Test
    void secondsReplaceTheLengthOfTheRow() {
        assertThat(frames(clip(StageTables.decoder().setSeconds(0.25)))).hasSize(2);
    }

    @Test
    void rawFramesAreThePixelsOfPngs() {
        var png = frames(clip(StageTables.decoder()));
        var rgb = frames(clip(StageTables.decoder().setFrameFormat("RGB")));

        assertThat(rgb.get(3)).isEqualTo(Png.picture(png.get(3)).rgb());
    }

    @Test
    void soundIsBetweenMinusOneAndOne() {
        var bytes = ByteBuffer.wrap(clip(StageTables.decoder()).<byte[]>getAs("sound"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        var samples = new float[bytes.remaining()];
        bytes.get(samples);

        assertThat(samples).usingComparatorWithPrecision(1f).contains(0f);
        for (var sample : samples) {
            assertThat(sample).isBetween(-1f, 1f);
        }
    }

    @Test
    void brokenClipsAreFailuresWithTheirReason() {
        var rows = StageTables.decoder().transform(StageTables.clips()).collectAsList().stream()
                .collect(Collectors.partitioningBy(row -> row.isNullAt(row.fieldIndex("clip"))));

        assertThat(rows.get(false)).hasSize(3).allMatch(row -> row.isNullAt(row.fieldIndex("failure")));
        assertThat(rows.get(true)).hasSize(1);
        var failure = FailureRow.from(rows.get(true).get(0).getAs("failure"));
        assertThat(failure.id()).isEqualTo("absent");
        assertThat(failure.stage()).isEqualTo("decode-clips");
        assertThat(failure.reason()).contains("absent.mp4");
    }
}

package jointdit.pretrained.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativePositionsTest {
    private static final RelativePositions PUBLISHED = new RelativePositions(32, 128);

    @ParameterizedTest
    @CsvSource({"0,0", "-1,1", "1,17", "-7,7", "-8,8", "8,24", "-15,9", "-16,10", "-32,12", "-63,13", "-127,15"})
    void nearDistancesHaveOwnBucketsAndFarOnesShare(int offset, int bucket) {
        assertThat(PUBLISHED.bucket(offset)).isEqualTo(bucket);
    }

    @Test
    void theLastBucketHasNoEnd() {
        assertThat(PUBLISHED.bucket(-128)).isEqualTo(15).isEqualTo(PUBLISHED.bucket(-5000));
        assertThat(PUBLISHED.bucket(5000)).isEqualTo(31);
    }

    @Test
    void tableIsQueriesByKeys() {
        assertThat(PUBLISHED.table(2).longs()).containsExactly(0, 17, 1, 0);
    }

    @Test
    void bucketsThatDoNotFallIntoQuartersAreRefused() {
        assertThatThrownBy(() -> new RelativePositions(30, 128)).hasMessageContaining("fours, found 30");
        assertThatThrownBy(() -> new RelativePositions(32, 8)).hasMessageContaining("exceed 8, found 8");
    }
}

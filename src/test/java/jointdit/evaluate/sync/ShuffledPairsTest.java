package jointdit.evaluate.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ShuffledPairsTest {
    @Test
    void noVideoKeepsItsSoundAndEverySoundIsUsedOnce() {
        for (int clips = 2; clips < 30; clips++) {
            var sounds = ShuffledPairs.of(clips, 11);
            assertThat(sounds).hasSize(clips).doesNotHaveDuplicates();
            for (int i = 0; i < clips; i++) {
                assertThat(sounds[i]).isBetween(0, clips - 1).isNotEqualTo(i);
            }
        }
    }

    @Test
    void seedDecides() {
        assertThat(ShuffledPairs.of(20, 1)).isEqualTo(ShuffledPairs.of(20, 1)).isNotEqualTo(ShuffledPairs.of(20, 2));
    }

    @Test
    void oneClipCannotBeShuffled() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShuffledPairs.of(1, 0))
                .withMessage("Wanted at least 2 clips to shuffle, found 1");
    }

    @Test
    void realPairsAgreeAndShuffledOnesDoByChance() {
        var hits =
                Bounces.REAL.stream().map(c -> Bounces.hits(c.clip().video())).toList();
        var onsets = Bounces.REAL.stream().map(c -> Onsets.of(c.clip().sound())).toList();
        var real = new ArrayList<EventF1>();
        var shuffled = new ArrayList<EventF1>();
        for (int i = 0; i < hits.size(); i++) {
            real.add(EventF1.of(hits.get(i), onsets.get(i), Bounces.FRAME));
        }
        for (int seed = 0; seed < 8; seed++) {
            var sounds = ShuffledPairs.of(hits.size(), seed);
            for (int i = 0; i < hits.size(); i++) {
                shuffled.add(EventF1.of(hits.get(i), onsets.get(sounds[i]), Bounces.FRAME));
            }
        }
        assertThat(EventF1.pooled(real).f1()).isGreaterThan(0.985);
        assertThat(EventF1.pooled(shuffled).f1()).isLessThan(0.38);
    }
}

package jointdit.evaluate.sync;

import static jointdit.config.Check.argument;

import java.util.SplittableRandom;

/** The control of a synchrony figure: every video with the sound of another clip. */
public final class ShuffledPairs {
    private ShuffledPairs() {}

    /**
     * A permutation that leaves nothing in its place, all of one cycle equally likely.
     *
     * @param clips how many, at least 2
     * @return for each video the index of its sound
     */
    public static int[] of(int clips, long seed) {
        argument(clips >= 2, "Wanted at least 2 clips to shuffle, found %d", clips);
        var sounds = new int[clips];
        for (int i = 0; i < clips; i++) {
            sounds[i] = i;
        }
        var random = new SplittableRandom(seed);
        for (int i = clips - 1; i > 0; i--) {
            int other = random.nextInt(i); // never i itself: Sattolo's algorithm
            int sound = sounds[i];
            sounds[i] = sounds[other];
            sounds[other] = sound;
        }
        return sounds;
    }
}

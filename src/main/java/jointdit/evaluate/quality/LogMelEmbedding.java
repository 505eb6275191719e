package jointdit.evaluate.quality;

import java.util.List;
import jointdit.media.Clip;
import jointdit.media.LogMel;

/** Mean and standard deviation over time of AudioLDM2's 64 log-mel bins: 128 values. */
record LogMelEmbedding() implements Embedding {
    private static final LogMel MEL = LogMel.audioldm2();

    @Override
    public String name() {
        return "log-mel";
    }

    @Override
    public List<float[]> of(Clip clip) {
        var mel = MEL.of(clip.sound());
        int bins = mel.bins();
        var vector = new float[2 * bins];
        for (int b = 0; b < bins; b++) {
            double sum = 0;
            double squares = 0;
            for (int k = 0; k < mel.frames(); k++) {
                double value = mel.values()[k * bins + b];
                sum += value;
                squares += value * value;
            }
            double mean = sum / mel.frames();
            vector[b] = (float) mean;
            vector[bins + b] = (float) Math.sqrt(Math.max(0, squares / mel.frames() - mean * mean));
        }
        return List.of(vector);
    }
}

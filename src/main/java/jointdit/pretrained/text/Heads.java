package jointdit.pretrained.text;

import static jointdit.config.Check.argument;

import jointdit.tensor.Tensor;

/** Cuts the width of tokens into heads and joins them again. */
final class Heads {
    private Heads() {}

    /** (B, N, H D) to (B, H, N, D). */
    static Tensor split(Tensor tokens, int heads) {
        return tokens.reshape(tokens.size(0), tokens.size(1), heads, -1).transpose(1, 2);
    }

    /** (B, H, N, D) to (B, N, H D). */
    static Tensor join(Tensor heads) {
        return heads.transpose(1, 2).flatten(2, 3);
    }

    /** Checks that a config's width falls into its heads. */
    static void require(int width, int heads, String place) {
        argument(
                heads > 0 && width % heads == 0,
                "Wanted a width that falls into %d heads in %s, found %d",
                heads,
                place,
                width);
    }
}

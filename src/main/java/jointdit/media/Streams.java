package jointdit.media;

/** Which streams of a file are wanted. */
enum Streams {
    VIDEO,
    SOUND,
    BOTH;

    boolean video() {
        return this != SOUND;
    }

    boolean sound() {
        return this != VIDEO;
    }
}

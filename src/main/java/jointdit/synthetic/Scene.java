package jointdit.synthetic;

import java.util.List;

/** One drawn scene: its hidden variables are fixed, and it can be seen and heard at any time. */
sealed interface Scene permits Bounce, Blink, Glide, Strike {
    /** What can be seen. */
    String caption();

    /** What happens, in order of time. */
    List<Event> events();

    /** Paints the state at a time onto an empty canvas. */
    void paint(Canvas canvas, double seconds);

    /** Plays the whole clip. */
    void play(Synth synth);
}

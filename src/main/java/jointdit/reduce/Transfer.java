package jointdit.reduce;

import java.nio.ByteBuffer;

/** What goes to the next rank and comes from the previous one in one operation. */
interface Transfer {
    /** Puts bytes that can go by now; none while they wait for what comes. */
    void fill(ByteBuffer out);

    /** Whether anything is left to go. */
    boolean unsent();

    /** Bytes of the piece that comes next, at most {@code limit}; 0 once all has come. */
    int wanted(int limit);

    /** Takes that piece. */
    void receive(ByteBuffer in);
}

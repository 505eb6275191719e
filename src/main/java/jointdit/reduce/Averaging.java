package jointdit.reduce;

import java.nio.ByteBuffer;

/**
 * Mean of a vector over W ranks. Part p starts at rank p and gathers the values of ranks p + 1, p + 2, ... on its way
 * round the ring, in float32 and in this order whatever the timing; the last of them divides by W and the result goes
 * round once more. A piece that has come goes on at once, so that all connections are busy all the time.
 *
 * <pre>
 * rank r sends      parts r, r - 1, ..., r - 2 W + 3
 * rank r receives   parts r - 1, r - 2, ...; the first W - 1 are added to its own
 * </pre>
 */
final class Averaging implements Transfer {
    private final Vector vector;
    private final int world;
    private final Parts.Walk going;
    private final Parts.Walk coming;
    private long ready;

    Averaging(Vector vector, int rank, int world) {
        this.vector = vector;
        this.world = world;
        var parts = new Parts(vector.size(), world);
        going = parts.walk(rank, 2 * (world - 1));
        coming = parts.walk(rank - 1, 2 * (world - 1));
        ready = parts.length(rank);
    }

    @Override
    public void fill(ByteBuffer out) {
        var room = out.asFloatBuffer();
        while (room.hasRemaining() && ready > 0 && !going.atEnd()) {
            var count = (int) Math.min(room.remaining(), Math.min(ready, going.left()));
            vector.read(going.offset(), room.slice().limit(count));
            room.position(room.position() + count);
            going.advance(count);
            ready -= count;
        }
        out.position(out.position() + room.position() * Float.BYTES);
    }

    @Override
    public boolean unsent() {
        return !going.atEnd();
    }

    @Override
    public int wanted(int limit) {
        return (int) Math.min(limit, coming.left() * Float.BYTES);
    }

    @Override
    public void receive(ByteBuffer in) {
        var values = in.asFloatBuffer();
        if (coming.step() < world - 2) {
            vector.add(coming.offset(), values, 1);
        } else if (coming.step() == world - 2) {
            vector.add(coming.offset(), values, world);
        } else {
            vector.write(coming.offset(), values);
        }
        ready += values.limit();
        coming.advance(values.limit());
    }
}

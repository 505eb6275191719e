package jointdit.reduce;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Blocks of bytes, one of each rank, that go round the ring until all ranks have all of them. */
final class Blocks implements Transfer {
    private final int rank;
    private final List<ByteBuffer> blocks = new ArrayList<>();
    private final ByteBuffer[] going;
    private int sent;
    private int received;

    /** {@code own} is the block of this rank; {@code sizes} are those of all. */
    Blocks(int rank, byte[] own, List<Integer> sizes) {
        this.rank = rank;
        sizes.forEach(size -> blocks.add(ByteBuffer.allocate(size)));
        blocks.set(rank, ByteBuffer.wrap(own).position(own.length));
        going = new ByteBuffer[sizes.size()];
        settle();
    }

    private int steps() {
        return blocks.size() - 1;
    }

    private int part(int from, int step) {
        return Math.floorMod(from - step, blocks.size());
    }

    /** Passes blocks that have gone or come whole. */
    private void settle() {
        while (received < steps() && !blocks.get(part(rank - 1, received)).hasRemaining()) {
            received++;
        }
        while (sent < steps() && sent <= received && !current().hasRemaining()) {
            sent++;
        }
    }

    private ByteBuffer current() {
        var index = part(rank, sent);
        if (going[index] == null) {
            going[index] = ByteBuffer.wrap(blocks.get(index).array());
        }
        return going[index];
    }

    @Override
    public void fill(ByteBuffer out) {
        while (out.hasRemaining() && sent < steps() && sent <= received) {
            var block = current();
            var count = Math.min(out.remaining(), block.remaining());
            out.put(block.slice().limit(count));
            block.position(block.position() + count);
            settle();
        }
    }

    @Override
    public boolean unsent() {
        return sent < steps();
    }

    @Override
    public int wanted(int limit) {
        return received == steps()
                ? 0
                : Math.min(limit, blocks.get(part(rank - 1, received)).remaining());
    }

    @Override
    public void receive(ByteBuffer in) {
        blocks.get(part(rank - 1, received)).put(in);
        settle();
    }

    /** All blocks by rank. */
    List<byte[]> all() {
        return blocks.stream().map(ByteBuffer::array).toList();
    }
}

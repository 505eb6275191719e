package jointdit.reduce;

import static jointdit.config.Check.argument;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A place in a ring.
 *
 * @param rank 0, 1, ..., world size - 1
 * @param addresses {@code host:port} of every rank's {@link Door}, by rank
 * @param run names the ring: ranks of another run are not let in
 * @param token secret of the ring
 * @param patience how long it waits for the others
 */
public record Seat(int rank, List<String> addresses, String run, Token token, Patience patience) {
    public Seat {
        addresses = List.copyOf(addresses);
        argument(0 <= rank && rank < addresses.size(), "rank must lie in [0, %d), found %d", addresses.size(), rank);
        addresses.forEach(
                a -> argument(a.matches(".+:\\d+"), "Wanted the address of a rank as host:port, found %s", a));
    }

    /** Ranks of the ring. */
    int world() {
        return addresses.size();
    }

    /** The rank that this one sends to. */
    int next() {
        return (rank + 1) % world();
    }

    /** The rank that sends to this one. */
    int previous() {
        return Math.floorMod(rank - 1, world());
    }

    InetSocketAddress address(int other) {
        var address = addresses.get(other);
        var colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    /** {@code rank 2 (10.0.0.7:4711)}. */
    String name(int other) {
        return "rank " + other + " (" + addresses.get(other) + ")";
    }

    /** {@code Rank 1 of 3}. */
    String self() {
        return "Rank " + rank + " of " + world();
    }
}

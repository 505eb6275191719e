package jointdit.reduce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Rings of threads on one machine, for tests. */
public final class Rings {
    static final String HOST = "127.0.0.1";
    static final Token TOKEN = new Token("00112233445566778899aabbccddeeff".repeat(2));

    private Rings() {}

    /** Random values in [-0.5, 0.5) that a rank starts with. */
    static float[] values(int rank, int size) {
        var random = new SplittableRandom(rank);
        var values = new float[size];
        for (var i = 0; i < size; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    static Patience patience(Duration timeout) {
        return new Patience(timeout, () -> false);
    }

    static Seat seat(int rank, List<String> addresses, BooleanSupplier cancelled) {
        return new Seat(rank, addresses, "run", TOKEN, new Patience(Duration.ofSeconds(20), cancelled));
    }

    static List<Door> doors(int world) throws IOException {
        var doors = new ArrayList<Door>();
        for (var i = 0; i < world; i++) {
            doors.add(Door.open(HOST));
        }
        return doors;
    }

    static List<String> addresses(List<Door> doors) {
        return doors.stream().map(Rings::address).toList();
    }

    static String address(Door door) {
        try {
            return door.address(HOST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code work} gives on each of {@code world} ranks, a thread each. */
    public static <T> List<T> run(int world, Function<Ring, T> work) throws IOException {
        return start(world, Duration.ofSeconds(20), work).stream()
                .map(CompletableFuture::join)
                .toList();
    }

    static <T> List<CompletableFuture<T>> start(int world, Duration timeout, Function<Ring, T> work)
            throws IOException {
        var doors = doors(world);
        var addresses = addresses(doors);
        var threads = Executors.newCachedThreadPool();
        var results = new ArrayList<CompletableFuture<T>>();
        for (var rank = 0; rank < world; rank++) {
            var seat = new Seat(rank, addresses, "run", TOKEN, patience(timeout));
            var door = doors.get(rank);
            results.add(CompletableFuture.supplyAsync(() -> one(door, seat, work), threads));
        }
        threads.shutdown();
        return results;
    }

    private static <T> T one(Door door, Seat seat, Function<Ring, T> work) {
        try (door;
                var ring = door.join(seat)) {
            return work.apply(ring);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

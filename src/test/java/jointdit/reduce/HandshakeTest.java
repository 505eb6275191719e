package jointdit.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HandshakeTest {
    private static Seat seat(int rank, List<String> addresses, String run, Token token) {
        return new Seat(rank, addresses, run, token, Rings.patience(Duration.ofSeconds(3)));
    }

    private static CompletableFuture<Ring> join(Door door, Seat seat) {
        return CompletableFuture.supplyAsync(() -> door.join(seat), task -> new Thread(task).start());
    }

    /** Knocks as a rank that is called {@code seat}; gives what it was told. */
    private static String knock(Seat seat) throws IOException {
        try (var door = Door.open(Rings.HOST)) {
            door.join(seat).close();
            return "let in";
        } catch (RingException e) {
            return e.getMessage();
        }
    }

    private static Socket connect(Door door) throws IOException {
        var address = Rings.address(door);
        return new Socket(Rings.HOST, Integer.parseInt(address.substring(address.indexOf(':') + 1)));
    }

    @Test
    void strangersAreRefusedAndTheRingStillForms() throws IOException {
        var doors = Rings.doors(2);
        var addresses = Rings.addresses(doors);
        var first = join(doors.get(0), seat(0, addresses, "run", Rings.TOKEN));
        try (var silent = connect(doors.get(0));
                var loud = connect(doors.get(0))) {
            loud.getOutputStream().write(new byte[4096]);
            assertThat(knock(seat(1, addresses, "run", Token.random()))).contains("rank 0", "closed the door");
            assertThat(knock(seat(1, addresses, "other run", Rings.TOKEN))).contains("closed the door");
            assertThat(knock(seat(2, three(addresses), "run", Rings.TOKEN))).contains("found");
            var second = join(doors.get(1), seat(1, addresses, "run", Rings.TOKEN));

            assertThat(first.join().rank()).isZero();
            assertThat(silent.isConnected()).isTrue();
            second.join().close();
            first.join().close();
        }
    }

    private static List<String> three(List<String> two) {
        return List.of(two.get(0), two.get(1), two.get(0));
    }

    @Test
    void hostWithoutTheTokenIsNoNeighbour() throws IOException {
        var doors = Rings.doors(2);
        var addresses = Rings.addresses(doors);
        var first = join(doors.get(0), seat(0, addresses, "run", Rings.TOKEN));
        var impostor = join(doors.get(1), seat(1, addresses, "run", Token.random()));

        assertThatThrownBy(first::join).cause().isInstanceOf(RingException.class);
        assertThatThrownBy(impostor::join).cause().isInstanceOf(RingException.class);
    }

    @Test
    void somethingElseAtTheAddressIsNamed() throws IOException {
        try (var other = new ServerSocket(0);
                var door = Door.open(Rings.HOST)) {
            var addresses = List.of(Rings.address(door), Rings.HOST + ":" + other.getLocalPort());
            var ring = join(door, seat(0, addresses, "run", Rings.TOKEN));
            try (var caller = other.accept()) {
                caller.getOutputStream().write(new byte[Greeting.CHALLENGE]);
                assertThatThrownBy(ring::join).cause().hasMessageContaining("something other than a rank of a ring");
            }
        }
    }

    @Test
    void ringThatNobodyJoinsIsAnErrorThatNamesWhoIsMissing() throws IOException {
        var doors = Rings.doors(2);
        var addresses = Rings.addresses(doors);
        var patience = Rings.patience(Duration.ofMillis(300));

        assertThatThrownBy(() -> doors.get(0).join(new Seat(0, addresses, "run", Rings.TOKEN, patience)))
                .isInstanceOf(RingException.class)
                .hasMessageContainingAll(
                        "Rank 0 of 2 wanted to form the ring with rank 1 (127.0.0.1:",
                        "to hear from rank 1",
                        "no progress in 0.3 s");
    }

    @Test
    void tokenIsNotInLogs() {
        assertThat(Rings.TOKEN.toString()).doesNotContain(Rings.TOKEN.secret());
    }

    @Test
    void seatsAreChecked() {
        assertThatThrownBy(() -> seat(2, List.of("a:1", "b:2"), "run", Rings.TOKEN))
                .hasMessage("rank must lie in [0, 2), found 2");
        assertThatThrownBy(() -> seat(0, List.of("a"), "run", Rings.TOKEN))
                .hasMessage("Wanted the address of a rank as host:port, found a");
    }
}

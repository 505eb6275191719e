package jointdit.reduce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * How two neighbours make sure of each other. The secret itself never goes over the wire.
 *
 * <pre>
 * guest connects
 * host to guest  magic, version, nonce
 * guest to host  magic, version, rank, world size, hash of the run, nonce, signature of it all and the host's nonce
 * host to guest  signature of what the guest said
 * </pre>
 *
 * @param seat of this rank
 */
record Greeting(Seat seat) {
    private static final int MAGIC = 0x4A446954;
    private static final int VERSION = 1;

    /** Bytes of the host's first message. */
    static final int CHALLENGE = 2 * Integer.BYTES + Token.BYTES;

    private static final int FACTS = 4 * Integer.BYTES + Token.BYTES;
    private static final int SIGNED = FACTS + Token.BYTES;

    /** Bytes of the guest's answer. */
    static final int HELLO = SIGNED + Token.BYTES;

    /** Bytes of the host's second message. */
    static final int WELCOME = Token.BYTES;

    byte[] challenge(byte[] nonce) {
        return ByteBuffer.allocate(CHALLENGE)
                .putInt(MAGIC)
                .putInt(VERSION)
                .put(nonce)
                .array();
    }

    /** The guest's answer to a challenge. */
    byte[] hello(ByteBuffer challenge) throws IOException {
        version(challenge);
        var theirs = new byte[Token.BYTES];
        challenge.get(theirs);
        var said = ByteBuffer.allocate(SIGNED)
                .put(facts(seat.rank()))
                .put(Token.nonce())
                .array();
        return ByteBuffer.allocate(HELLO)
                .put(said)
                .put(seat.token().sign(theirs, said))
                .array();
    }

    /** Throws unless a hello is that of the previous rank, in answer to {@code nonce}. */
    void verify(byte[] hello, byte[] nonce) throws IOException {
        version(ByteBuffer.wrap(hello));
        var said = Arrays.copyOf(hello, SIGNED);
        if (!seat.token().signed(Arrays.copyOfRange(hello, SIGNED, HELLO), nonce, said)) {
            throw new ProtocolException("it does not know the token");
        }
        if (!Arrays.equals(facts(seat.previous()), Arrays.copyOf(hello, FACTS))) {
            var facts = ByteBuffer.wrap(hello, 2 * Integer.BYTES, 2 * Integer.BYTES);
            throw new ProtocolException(String.format(
                    "wanted rank %d of %d in run %s, found rank %d of %d or another run",
                    seat.previous(), seat.world(), seat.run(), facts.getInt(), facts.getInt()));
        }
    }

    /** The host's answer to a hello. */
    byte[] welcome(byte[] hello) {
        return seat.token().sign("welcome".getBytes(UTF_8), hello);
    }

    /** Throws unless the host knows the token too. */
    void verifyWelcome(byte[] welcome, byte[] hello) throws IOException {
        if (!MessageDigest.isEqual(welcome, welcome(hello))) {
            throw new ProtocolException("somebody there who does not know the token");
        }
    }

    private static void version(ByteBuffer message) throws IOException {
        if (message.getInt() != MAGIC) {
            throw new ProtocolException("something other than a rank of a ring");
        }
        var version = message.getInt();
        if (version != VERSION) {
            throw new ProtocolException("wanted version " + VERSION + " of the protocol, found " + version
                    + "; use one build on all hosts");
        }
    }

    private byte[] facts(int rank) {
        return ByteBuffer.allocate(FACTS)
                .putInt(MAGIC)
                .putInt(VERSION)
                .putInt(rank)
                .putInt(seat.world())
                .put(runHash())
                .array();
    }

    private byte[] runHash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(seat.run().getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

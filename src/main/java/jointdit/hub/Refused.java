package jointdit.hub;

/** An answer that another try would not change: 4xx. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    Refused(Reply reply) {
        super("answer " + reply.status());
        status = reply.status();
        code = reply.firstHeader("X-Error-Code").orElse("");
    }

    int status() {
        return status;
    }

    /** What the hub calls it, such as {@code GatedRepo}; empty if it does not say. */
    String code() {
        return code;
    }
}

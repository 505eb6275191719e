package jointdit.ui;

import java.util.Optional;

/** A request that cannot be served, and what the client is told. */
final class ApiProblem extends RuntimeException {
    private final int status;
    private final Optional<String> field;

    private ApiProblem(int status, Optional<String> field, String message) {
        super(message);
        this.status = status;
        this.field = field;
    }

    /** An answer of this HTTP status. */
    static ApiProblem of(int status, String message) {
        return new ApiProblem(status, Optional.empty(), message);
    }

    /** A setting that is wrong. */
    static ApiProblem in(String field, String message) {
        return new ApiProblem(400, Optional.of(field), message);
    }

    /** Something that is not there. */
    static ApiProblem absent(String what) {
        return of(404, "Wanted %s, found no such; reload the page to see what there is".formatted(what));
    }

    /** HTTP status. */
    int status() {
        return status;
    }

    /** The setting at fault. */
    Optional<String> field() {
        return field;
    }
}

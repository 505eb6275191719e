package jointdit.tensor;

import static jointdit.config.Check.argument;

/** A place in the tree of modules: layers ask it for parameters and for scopes of their parts. */
public final class Scope {
    private final Trace trace;
    private final String path;

    Scope(Trace trace, String path) {
        this.trace = trace;
        this.path = path;
    }

    /** Scope of a part; {@code name} may hold dots. */
    public Scope in(String name) {
        return new Scope(trace, path(name));
    }

    /** Scope of a numbered part. */
    public Scope in(int index) {
        return in(Integer.toString(index));
    }

    /** Dotted path from the root, empty at the root. */
    public String path() {
        return path;
    }

    /** A parameter of this module, float32. Asking twice for one name gives the same parameter. */
    public Tensor parameter(String name, Init init, int... sizes) {
        return trace.parameter(new Parameter(path(name), Shape.of(sizes), init), path);
    }

    /** Fixed numbers that travel with the program, such as position tables; not trained, not saved. */
    public Tensor constant(Array values) {
        return trace.constant(values, path);
    }

    /**
     * Notes {@code result} as what the module at this path returned, so that {@link Graph#observing} can show it under
     * the path; of later calls under {@code path#1} and so on.
     *
     * @return {@code result}
     */
    public Tensor returned(Tensor result) {
        trace.note(path, result);
        return result;
    }

    private String path(String name) {
        argument(!name.isEmpty(), "A part of %s needs a name", path);
        return path.isEmpty() ? name : path + "." + name;
    }
}

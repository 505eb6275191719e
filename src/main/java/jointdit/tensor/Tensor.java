package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A symbolic tensor: a name in a program that is being traced, with its shape. Every method adds one operation to the
 * program and returns its result; shapes that do not fit are errors at once, naming the module. Axes may be counted
 * from the end.
 */
public final class Tensor {
    private final Trace trace;
    private final String name;
    private final Shape shape;
    private final DataType type;
    private final String path;

    Tensor(Trace trace, String name, Shape shape, DataType type, String path) {
        this.trace = trace;
        this.name = name;
        this.shape = shape;
        this.type = type;
        this.path = path;
    }

    public Shape shape() {
        return shape;
    }

    public DataType type() {
        return type;
    }

    /** Size of one axis. */
    public int size(int axis) {
        return shape.size(axis(axis));
    }

    Trace trace() {
        return trace;
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    /** The module for error messages, {@code " in unet.mid"}. */
    String where() {
        return path.isEmpty() ? "" : " in " + path;
    }

    /** A result of this tensor's module. */
    Tensor emit(Shape result, String format, Object... operands) {
        return emit(result, type, format, operands);
    }

    Tensor emit(Shape result, DataType resultType, String format, Object... operands) {
        return trace.emit(String.format(Locale.ROOT, format, operands), result, resultType, path);
    }

    /** A result counted to the module of {@code parameter}, whose name errors further down shall show. */
    Tensor within(Tensor parameter) {
        return new Tensor(trace, name, shape, type, parameter.path);
    }

    @Override
    public String toString() {
        return name;
    }

    // Arithmetic

    public Tensor add(Tensor other) {
        return binary("add", other);
    }

    public Tensor sub(Tensor other) {
        return binary("sub", other);
    }

    public Tensor mul(Tensor other) {
        return binary("mul", other);
    }

    public Tensor div(Tensor other) {
        return floats().binary("div", other);
    }

    public Tensor maximum(Tensor other) {
        return binary("maximum", other);
    }

    public Tensor minimum(Tensor other) {
        return binary("minimum", other);
    }

    private Tensor binary(String operation, Tensor other) {
        var place = path.isEmpty() ? other : this;
        var result = shape.broadcast(other.shape, place.where());
        return place.emit(result, type.with(other.type), "torch.%s(%s, %s)", operation, this, other);
    }

    public Tensor add(double value) {
        return emit(shape, type.floating(), "torch.add(%s, %s)", this, value);
    }

    public Tensor mul(double value) {
        return emit(shape, type.floating(), "torch.mul(%s, %s)", this, value);
    }

    public Tensor div(double value) {
        return mul(1 / value);
    }

    public Tensor neg() {
        return mul(-1);
    }

    public Tensor pow(double exponent) {
        return emit(shape, type.floating(), "torch.pow(%s, %s)", this, exponent);
    }

    public Tensor square() {
        return mul(this);
    }

    public Tensor exp() {
        return unary("exp");
    }

    public Tensor log() {
        return unary("log");
    }

    public Tensor sin() {
        return unary("sin");
    }

    public Tensor cos() {
        return unary("cos");
    }

    public Tensor sqrt() {
        return unary("sqrt");
    }

    public Tensor abs() {
        return floats().unary("abs");
    }

    public Tensor tanh() {
        return unary("tanh");
    }

    public Tensor sigmoid() {
        return unary("sigmoid");
    }

    public Tensor relu() {
        return floats().unary("relu");
    }

    /** x sigmoid(x). */
    public Tensor silu() {
        return floats().unary("silu");
    }

    /** x Phi(x) with the exact normal distribution. */
    public Tensor gelu() {
        return floats().unary("gelu");
    }

    /** GELU by its tanh approximation. */
    public Tensor geluTanh() {
        return emit(shape, type.floating(), "torch.gelu(%s, approximate=\"tanh\")", floats());
    }

    /** x sigmoid(1.702 x), the GELU of OpenAI's CLIP. */
    public Tensor quickGelu() {
        return mul(mul(1.702).sigmoid());
    }

    public Tensor leakyRelu(double slope) {
        return emit(shape, type.floating(), "torch.leaky_relu(%s, %s)", floats(), slope);
    }

    public Tensor clamp(double low, double high) {
        return emit(shape, type.floating(), "torch.clamp(%s, %s, %s)", this, low, high);
    }

    private Tensor unary(String operation) {
        return emit(shape, type.floating(), "torch.%s(%s)", operation, this);
    }

    /** This, or integers and conditions as float32. */
    Tensor floats() {
        return to(type.floating());
    }

    // Comparison

    /** BOOL: where this exceeds {@code value}. */
    public Tensor greater(double value) {
        return emit(shape, DataType.BOOL, "torch.gt(%s, %s)", this, value);
    }

    /** {@code yes} where this BOOL tensor holds, else {@code no}. */
    public Tensor where(Tensor yes, Tensor no) {
        return Selection.where(this, yes, no);
    }

    // Reductions

    /** Sum over {@code axes}, which vanish. */
    public Tensor sum(int... axes) {
        return Reduction.dropping("sum", this, axes);
    }

    /** Mean over {@code axes}, which vanish. */
    public Tensor mean(int... axes) {
        return Reduction.dropping("mean", this, axes);
    }

    /** Mean over {@code axes}, which stay with size 1. */
    public Tensor meanKept(int... axes) {
        return Reduction.keeping("mean", this, axes);
    }

    /** Maximum over {@code axes}, which vanish. */
    public Tensor max(int... axes) {
        return Reduction.dropping("amax", this, axes);
    }

    /** Mean over everything, a scalar. */
    public Tensor mean() {
        return emit(Shape.of(), type.floating(), "torch.mean(%s)", floats());
    }

    public Tensor softmax(int axis) {
        return emit(shape, type.floating(), "torch.softmax(%s, %d)", floats(), axis(axis));
    }

    // Shape

    /** {@code axis} counted from the start. */
    int axis(int axis) {
        argument(shape.has(axis), "%s has no axis %d%s", shape, axis, where());
        return shape.axis(axis);
    }

    /** Same elements in another shape; one size may be -1. */
    public Tensor reshape(int... sizes) {
        var result = Reshaping.infer(this, sizes);
        return emit(result, "torch.reshape(%s, %s)", this, result.list());
    }

    /** Joins the axes from {@code first} to {@code last}, both counted in. */
    public Tensor flatten(int first, int last) {
        return reshape(Reshaping.flattened(this, first, last));
    }

    /** Axes in the given order. */
    public Tensor permute(int... axes) {
        return emit(Reshaping.permuted(this, axes), "torch.permute(%s, %s)", this, Arrays.toString(axes));
    }

    /** Swaps two axes. */
    public Tensor transpose(int first, int second) {
        var result = shape.with(axis(first), size(second)).with(axis(second), size(first));
        return emit(result, "torch.transpose(%s, %d, %d)", this, axis(first), axis(second));
    }

    /** Adds an axis of size 1 at {@code axis} of the result. */
    public Tensor unsqueeze(int axis) {
        return reshape(Reshaping.unsqueezed(this, axis));
    }

    /** Removes an axis of size 1. */
    public Tensor squeeze(int axis) {
        argument(size(axis) == 1, "Cannot drop axis %d of %s%s", axis, shape, where());
        return emit(Reshaping.without(shape, axis), "torch.squeeze(%s, %d)", this, axis(axis));
    }

    /** Repeats axes of size 1 up to the given sizes. */
    public Tensor expand(int... sizes) {
        var result = Reshaping.expanded(this, sizes);
        return emit(result, "torch.expand(%s, %s)", this, result.list());
    }

    /** Every element of {@code axis} {@code times} times in a row. */
    public Tensor repeatInterleave(int times, int axis) {
        var result = shape.with(axis(axis), size(axis) * times);
        return emit(result, "torch.repeat_interleave(%s, %d, %d)", this, times, axis(axis));
    }

    /** {@code parts} equal pieces along {@code axis}. */
    public List<Tensor> chunk(int parts, int axis) {
        return Selection.chunk(this, parts, axis);
    }

    /** Pieces of the given sizes along {@code axis}. */
    public List<Tensor> split(int axis, int... sizes) {
        return Selection.split(this, axis, sizes);
    }

    /** Elements {@code from} up to, not including, {@code to} along {@code axis}. */
    public Tensor slice(int axis, int from, int to) {
        return Selection.slice(this, axis, from, to);
    }

    /** One element of {@code axis}, which vanishes. */
    public Tensor select(int axis, int index) {
        return Selection.select(this, axis, index);
    }

    /** Elements of {@code axis} at {@code indices} (INT64, one axis). */
    public Tensor indexSelect(int axis, Tensor indices) {
        return Selection.indexSelect(this, axis, indices);
    }

    /** Element-wise choice along {@code axis}; {@code indices} (INT64) has the shape of the result. */
    public Tensor gather(int axis, Tensor indices) {
        return Selection.gather(this, axis, indices);
    }

    /** Rows of this (V, D) table at {@code ids} (INT64, any shape): shape of ids plus D. */
    public Tensor embedding(Tensor ids) {
        return Selection.embedding(this, ids);
    }

    /** Joins along an axis; all other sizes must agree. */
    public static Tensor concat(List<Tensor> parts, int axis) {
        return Selection.concat(parts, axis);
    }

    /** Joins tensors of one shape along a new axis. */
    public static Tensor stack(List<Tensor> parts, int axis) {
        return concat(parts.stream().map(p -> p.unsqueeze(axis)).toList(), axis);
    }

    // Products

    /** Matrix product of the last two axes, the others broadcast. */
    public Tensor matmul(Tensor other) {
        return Products.matmul(this, other);
    }

    /** {@code this weight^T + bias}, with weight (out, in). */
    public Tensor linear(Tensor weight, Tensor bias) {
        return Products.linear(this, weight, List.of(bias));
    }

    /** {@code this weight^T}, with weight (out, in). */
    public Tensor linear(Tensor weight) {
        return Products.linear(this, weight, List.of());
    }

    /** Einstein sum of two tensors, such as {@code "bhnd,bhmd->bhnm"}. */
    public Tensor einsum(String equation, Tensor other) {
        return Products.einsum(equation, this, other);
    }

    // Norms, without learned scale

    /** Layer norm over the last axis, eps 1e-5. */
    public Tensor layerNorm() {
        return Norms.layer(this, 1e-5);
    }

    // Types and gradients

    /** Same values as another element type. */
    public Tensor to(DataType wanted) {
        return wanted == type ? this : emit(shape, wanted, "torch.to(%s, %d)", this, wanted.scriptCode);
    }

    /** Same values that pass no gradient on. */
    public Tensor stopGradient() {
        return emit(shape, "torch.detach(%s)", this);
    }

    /**
     * Sets a share of the elements to 0 and scales the rest up, per clip from its own seed.
     *
     * @param seeds INT64 (B,); the pattern of clip b depends on {@code seeds[b]} only, and differs between the dropouts
     *     of one program
     */
    public Tensor dropout(double rate, Tensor seeds) {
        return Dropout.apply(this, rate, seeds);
    }
}

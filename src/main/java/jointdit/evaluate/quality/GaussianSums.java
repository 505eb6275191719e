package jointdit.evaluate.quality;

import static jointdit.config.Check.argument;

import java.io.Serializable;

/** Sums of vectors and of their products, of which mean and covariance are made; parts can be merged. */
public final class GaussianSums implements Serializable {
    private static final long serialVersionUID = 1;

    private final int width;
    private final double[] sum;

    /** Row by row, from the diagonal on. */
    private final double[] products;

    private long count;

    /** Of no vectors yet. */
    public GaussianSums(int width) {
        argument(width >= 1, "width must be at least 1, found %d", width);
        this.width = width;
        sum = new double[width];
        products = new double[width * (width + 1) / 2];
    }

    public int width() {
        return width;
    }

    public long count() {
        return count;
    }

    /** Adds a vector of {@link #width} values. */
    public void add(float[] vector) {
        argument(vector.length == width, "Wanted a vector of %d values, found %d", width, vector.length);
        count++;
        for (int i = 0, at = 0; i < width; i++) {
            sum[i] += vector[i];
            for (int k = i; k < width; k++, at++) {
                products[at] += (double) vector[i] * vector[k];
            }
        }
    }

    /** Adds the vectors of {@code other}, and returns this. */
    public GaussianSums merge(GaussianSums other) {
        return add(other, 1);
    }

    /** A new one without the vectors of {@code part}. */
    public GaussianSums without(GaussianSums part) {
        return new GaussianSums(width).add(this, 1).add(part, -1);
    }

    private GaussianSums add(GaussianSums other, int sign) {
        argument(other.width == width, "Wanted vectors of %d values, found %d", width, other.width);
        count += sign * other.count;
        for (int i = 0; i < width; i++) {
            sum[i] += sign * other.sum[i];
        }
        for (int i = 0; i < products.length; i++) {
            products[i] += sign * other.products[i];
        }
        return this;
    }

    double[] mean() {
        var mean = new double[width];
        for (int i = 0; i < width; i++) {
            mean[i] = sum[i] / count;
        }
        return mean;
    }

    /** Unbiased, (width, width). */
    double[] covariance() {
        var covariance = new double[width * width];
        for (int i = 0, at = 0; i < width; i++) {
            for (int k = i; k < width; k++, at++) {
                double value = (products[at] - sum[i] * sum[k] / count) / (count - 1);
                covariance[i * width + k] = value;
                covariance[k * width + i] = value;
            }
        }
        return covariance;
    }
}

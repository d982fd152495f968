package org.physics4ml.core.analysis;

/**
 * A chunk of consecutive draws of one ensemble as handed to {@link Measurement#accumulate}. The arrays are reused for the next chunk: read
 * only, keep nothing. Layouts per draw as in {@link org.physics4ml.core.network.DrawSampler}.
 *
 * @param first        number of the first draw
 * @param count        number of draws
 * @param outputs      φ: {@code outputs[(i·D + o)·k + p]}; null if not asked for
 * @param outputStride D·k
 * @param kernels      Ĝ, or Θ where the tangent kernel was asked for: {@code kernels[i·kernelStride + index(p, q)]}, behind it those of layers L … 2 where all were asked for; null if not asked for
 * @param kernelStride k(k+1)/2 for each kernel
 */
public record Draws(long first, int count, double[] outputs, int outputStride, double[] kernels, int kernelStride) {
}

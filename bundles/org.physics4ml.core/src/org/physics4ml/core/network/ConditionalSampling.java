package org.physics4ml.core.network;

/**
 * Capability: draws preactivations layer by layer from their exact conditional law. Given layer l, the k preactivations of each neuron of
 * the next are N(0, Ĝ) independently, Ĝ = σ_b² + (σ_w²/N) Σ_i h_i h_iᵀ: exact in law at every finite width, O(N k² + k³) per layer
 * instead of O(N²). Needs Gaussian priors. A draw has no weights: it is another realisation than the one of {@link ExplicitSampling}.
 */
public interface ConditionalSampling extends Sampling {
}

package org.physics4ml.analysis.statistics.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Need.Path;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.GivenDraws;
import org.physics4ml.core.network.LastHiddenLayer;
import org.physics4ml.core.network.Sampling;

/** How correlators are estimated, best first. */
enum Estimator {
	/** Theory instead of sampling: one hidden layer, PHYSICS 8.1. */
	EXACT("exact"),
	/** Expectations over the last hidden layer, too, are done exactly where its closed forms are known: PHYSICS 9.3. */
	RAO_BLACKWELL_2("rao-blackwell-2"),
	/** Expectations over a Gaussian last layer are done exactly, those over the hidden layers by sampling: PHYSICS 9.2. */
	RAO_BLACKWELL("rao-blackwell"),
	/** Products of outputs drawn from their exact conditional law: PHYSICS 9.1. */
	CONDITIONAL("conditional"),
	/** Products of outputs of networks with explicit weights. */
	NAIVE("naive");

	static final String AUTO = "auto", THEORY = "nothing is drawn: theory alone";

	private final String word;

	Estimator(String word) {
		this.word = word;
	}

	String word() {
		return word;
	}

	/**
	 * @param estimator the estimator
	 * @param path      how networks are drawn; null if none are
	 * @param why       one line for the plan
	 */
	record Choice(Estimator estimator, Path path, String why) {

		/** Whether it estimates anything: without draws only exact values do. */
		boolean isUsed() {
			return !why.equals(THEORY);
		}

		/** One line for the reader. */
		String label() {
			return isUsed() ? "estimator " + estimator.word + ": " + why : THEORY;
		}
	}

	/**
	 * The estimator for a cell.
	 *
	 * @param word what the experiment asks for
	 * @throws UnsuitableException if network or prior do not allow it
	 */
	static Choice choose(String word, Cell cell, Sites sites) throws UnsuitableException {
		Choice choice = drawn(word, cell, sites);
		return cell.draws() > 0 || choice.estimator == EXACT ? choice : new Choice(choice.estimator, choice.path, THEORY);
	}

	private static Choice drawn(String word, Cell cell, Sites sites) throws UnsuitableException {
		if (!word.equals(AUTO)) {
			Estimator estimator = Arrays.stream(values()).filter(candidate -> candidate.word.equals(word)).findFirst().orElseThrow();
			return estimator.on(cell, sites).map(path -> new Choice(estimator, path, "asked for")).orElseGet(() -> new Choice(estimator, null, "asked for"));
		}
		for (Estimator estimator : new Estimator[] { RAO_BLACKWELL_2, RAO_BLACKWELL, CONDITIONAL, NAIVE })
			try {
				Optional<Path> drawn = estimator.on(cell, sites);
				if (drawn.isEmpty())
					continue; // samples nothing: only on request
				Path path = drawn.get();
				return new Choice(estimator, path, switch (estimator) {
				case RAO_BLACKWELL_2 -> "the last two layers are Gaussian and the moments of a neuron are closed forms: their expectations are done exactly, the layers before are drawn "
						+ (path == Path.CONDITIONAL ? "from their conditional law" : "with explicit weights");
				case RAO_BLACKWELL -> "the readout is Gaussian: its expectation is done exactly, hidden layers are drawn " + (path == Path.CONDITIONAL
						? "from their conditional law"
						: "with explicit weights");
				case CONDITIONAL -> "all weights are Gaussian: outputs are drawn from their conditional law";
				default -> cell.ensemble().capability(GivenDraws.class).isPresent() ? "the draws were made elsewhere: products of their outputs"
						: "the prior is not Gaussian: networks are drawn with explicit weights";
				});
			} catch (UnsuitableException e) {
				// the next one
			}
		throw cell.sampler().equals(Optional.of(Path.CONDITIONAL))
				? new UnsuitableException("sampling.sampler", "conditional sampling needs Gaussian weights and biases in every layer", "use sampling.sampler=auto or explicit")
				: new UnsuitableException("architecture", "this architecture cannot be drawn", "use the estimator exact, or draws=0");
	}

	/** The path on which this estimator draws the cell, empty if it draws nothing. */
	private Optional<Path> on(Cell cell, Sites sites) throws UnsuitableException {
		Ensemble ensemble = cell.ensemble();
		var sampler = cell.sampler();
		switch (this) {
		case EXACT:
			return Optional.empty();
		case NAIVE:
			if (sampler.equals(Optional.of(Path.CONDITIONAL)))
				throw new UnsuitableException("estimator", "naive draws explicit weights, sampling.sampler is conditional", "choose the estimator conditional, or sampling.sampler=auto");
			if (ensemble.capability(ExplicitSampling.class).isEmpty())
				throw new UnsuitableException("estimator", "this architecture has no explicit weights", "choose another estimator");
			return Optional.of(Path.EXPLICIT);
		case CONDITIONAL:
			if (sampler.equals(Optional.of(Path.EXPLICIT)))
				throw new UnsuitableException("estimator", "conditional draws no weights, sampling.sampler is explicit", "choose the estimator naive, or sampling.sampler=auto");
			if (ensemble.capability(ConditionalSampling.class).isEmpty())
				throw new UnsuitableException("estimator", "conditional sampling needs Gaussian weights and biases in every layer", "choose the estimator naive or auto");
			return Optional.of(Path.CONDITIONAL);
		case RAO_BLACKWELL_2:
			Optional<LastHiddenLayer> last = ensemble.capability(LastHiddenLayer.class);
			if (last.isEmpty())
				throw new UnsuitableException("estimator", "rao-blackwell-2 needs Gaussian weights and biases in the last two layers", "choose the estimator auto");
			if (!NeuronCumulants.areKnown(last.get(), sites))
				throw new UnsuitableException("estimator", "rao-blackwell-2 needs closed forms of a neuron's moments, which this activation lacks at these multisets",
						"choose the estimator auto; closed forms are known for identity, monomial, sin, cos, exp and gauss, and for relu up to order 4 at no more than two different points");
			if (last.get().fixedKernel(cell.points()).isPresent())
				return Optional.empty();
			return Optional.of(path(cell, sampling -> sampling.kernels() > 1));
		default:
			return Optional.of(path(cell, Sampling::givesKernel));
		}
	}

	/** The first path that gives what is wanted, of those that the experiment allows. */
	private static Path path(Cell cell, Predicate<Sampling> gives) throws UnsuitableException {
		Ensemble ensemble = cell.ensemble();
		var sampler = cell.sampler();
		for (Path path : sampler.map(Stream::of).orElse(Stream.of(Path.CONDITIONAL, Path.EXPLICIT)).toList()) {
			Optional<? extends Sampling> sampling = path == Path.CONDITIONAL ? ensemble.capability(ConditionalSampling.class) : ensemble.capability(ExplicitSampling.class);
			if (sampling.isPresent() && gives.test(sampling.get()))
				return path;
		}
		if (sampler.equals(Optional.of(Path.CONDITIONAL)))
			throw new UnsuitableException("sampling.sampler", "conditional sampling needs Gaussian weights and biases in every layer", "use sampling.sampler=auto or explicit");
		throw new UnsuitableException("estimator", "the Rao-Blackwell estimators need a readout with Gaussian weights and biases", "choose the estimator naive or auto");
	}
}

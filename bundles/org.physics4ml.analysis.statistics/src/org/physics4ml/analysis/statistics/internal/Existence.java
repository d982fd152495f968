package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;

/**
 * Which correlators exist. A product of m fields of one output has m readout parameters in it, so that its expectation exists only if E|w|^m does, for weights and biases
 * of the readout. Heavy tails in the layers before can be cut off by the activation: of them nothing is known here. Immutable, thread-safe.
 */
final class Existence {

	/**
	 * A moment that does not exist.
	 *
	 * @param group of parameters
	 * @param order n of E wⁿ
	 */
	record Missing(ParameterGroup group, int order) {

		@Override
		public String toString() {
			return "E " + (group.role() == Role.WEIGHT ? "w^" : "b^") + order + " of " + group.name() + " does not exist";
		}
	}

	private record Tail(ParameterGroup group, Law law) {

		Optional<Missing> missing(int n) {
			return law.variance() > 0 && Double.isNaN(law.standardisedMoment(n)) ? Optional.of(new Missing(group, n)) : Optional.empty();
		}
	}

	private final List<Tail> readout = new ArrayList<>(), before = new ArrayList<>();
	private final Sites sites;

	Existence(Ensemble ensemble, Sites sites) {
		this.sites = sites;
		List<ParameterGroup> groups = ensemble.groups();
		int last = groups.stream().mapToInt(ParameterGroup::layer).max().orElse(-1);
		for (int i = 0; i < groups.size(); i++)
			(groups.get(i).layer() == last ? readout : before).add(new Tail(groups.get(i), ensemble.laws().get(i)));
	}

	/** The moment for lack of which the correlator of these sites does not exist; empty if it exists as far as the readout is concerned. */
	Optional<Missing> ofCorrelator(int[] fields) {
		return ofReadout(largestPower(fields));
	}

	/** The moment for lack of which the product of the fields has no variance, so that the mean of many has no error bar. */
	Optional<Missing> ofErrorBar(int[] fields) {
		return ofReadout(2 * largestPower(fields));
	}

	/** The largest number of fields of one output. */
	private int largestPower(int[] fields) {
		int[] powers = new int[sites.outputs()];
		int largest = 0;
		for (int field : fields)
			largest = Math.max(largest, ++powers[sites.output(field)]);
		return largest;
	}

	private Optional<Missing> ofReadout(int n) {
		return readout.stream().flatMap(tail -> tail.missing(n).stream()).findFirst();
	}

	/** The moments of order n that the layers before the readout lack. */
	List<Missing> before(int n) {
		return before.stream().flatMap(tail -> tail.missing(n).stream()).toList();
	}
}

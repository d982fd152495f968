package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.LayerPlan;

/**
 * A part of a list of layers that repeats.
 *
 * @param first  number of its first layer
 * @param period number of its layers
 * @param times  how often it stands there
 */
record Repetition(int first, int period, int times) {

	static final Repetition NONE = new Repetition(0, 0, 0);

	/**
	 * The longest part that repeats at least once, behind the first layer and ending with weights where that is possible, so that what enters it are preactivations.
	 *
	 * @param words   what tells the layers
	 * @param weights whether a layer has parameters
	 */
	static Repetition in(List<?> words, IntPredicate weights) {
		var longest = NONE;
		for (int period = 1; 2 * period <= words.size(); period++)
			for (int first = 0; first + 2 * period <= words.size(); first++) {
				int times = 1;
				while (first + (times + 1) * period <= words.size() && words.subList(first, first + period).equals(words.subList(first + times * period, first + (times + 1) * period))) times++;
				if (times > 1 && times * period > longest.times * longest.period) longest = new Repetition(first, period, times);
			}
		for (int first = Math.max(1, longest.first); first <= longest.first + longest.period; first++)
			if (weights.test(first + longest.period - 1)) return new Repetition(first, longest.period, first == longest.first ? longest.times : longest.times - 1);
		return NONE;
	}

	/** Whether the laws of all repetitions have the same variances. */
	boolean isOfOneLaw(List<LayerPlan> plans, List<Law> laws) {
		var variances = new ArrayList<List<Double>>();
		int group = 0;
		for (var plan : plans) {
			int end = group + plan.groups().size();
			variances.add(laws.subList(group, end).stream().map(Law::variance).toList());
			group = end;
		}
		var one = variances.subList(first, first + period);
		for (int t = 1; t < times; t++) if (!variances.subList(first + t * period, first + (t + 1) * period).equals(one)) return false;
		return true;
	}
}

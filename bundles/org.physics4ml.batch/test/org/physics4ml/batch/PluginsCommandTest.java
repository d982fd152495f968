package org.physics4ml.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.physics4ml.core.contribution.PluginSource;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.core.network.Optimiser;
import org.physics4ml.model.Json;

class PluginsCommandTest {

	/** θ ← θ - η g */
	public static final class Descent implements Optimiser {

		@Override
		public int stateVectors() {
			return 0;
		}

		@Override
		public void step(long step, double learningRate, double[] gradient, double[] parameters, double[][] state) {
			for (int i = 0; i < parameters.length; i++) parameters[i] -= learningRate * gradient[i];
		}
	}

	private static final String DESCENT = optimiser("org.example.descent", Descent.class.getName(), "");

	private static String optimiser(String id, String type, String children) {
		return "<extension point='org.physics4ml.core.optimisers'><optimiser id='" + id + "' name='n' summary='s' formula='f' class='" + type + "'><description>d</description>" + children + "</optimiser></extension>";
	}

	private static PluginSource bundle(String name, String version, String... extensions) {
		return new PluginSource(name, version, "<plugin>" + String.join("", extensions) + "</plugin>", PluginsCommandTest.class.getClassLoader());
	}

	private record Result(int exit, String out, String err) {
	}

	private static Result physics4ml(List<PluginSource> installed, String... arguments) {
		var out = new ByteArrayOutputStream();
		var err = new ByteArrayOutputStream();
		int exit = BatchApplication.execute(new Session(Registry.of(installed), new Cancellation(), new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8)), arguments);
		return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	private static final List<PluginSource> SOUND = List.of(bundle("org.example.second", "2.0.0", DESCENT.replace("descent", "other")), bundle("org.example.first", "1.2.3", DESCENT)),
			BROKEN = List.of(SOUND.getLast(), bundle("org.example.third", "3.0.0", optimiser("org.example.absent", "org.example.Missing", ""), optimiser("org.example.odd", "c", "<parameter name='a' type='real'/>")));

	@Test
	void bundlesAreListedWithWhatTheyContribute() {
		assertEquals(new Result(0, "org.example.first\t1.2.3\toptimiser: descent\norg.example.second\t2.0.0\toptimiser: other\n", ""), physics4ml(SOUND, "plugins", "list"));
		assertEquals(List.of(Map.of("bundle", "org.example.first", "version", "1.2.3", "contributions", Map.of("optimiser", List.of("descent")))), Json.parse(physics4ml(SOUND.subList(1, 2), "plugins", "list", "--json").out()));
		assertEquals(new Result(0, "org.example.first\t1.2.3\toptimiser: descent\norg.example.third\t3.0.0\toptimiser: absent\n", "org.example.third/plugin.xml: optimiser org.example.odd.a: attribute description is missing; add it\n"),
				physics4ml(BROKEN, "plugins", "list"));
	}

	@Test
	void whatWorksIsVerified() {
		assertEquals(new Result(0, "optimiser/descent\tpassed\noptimiser/other\tpassed\n", ""), physics4ml(SOUND, "plugins", "verify"));
	}

	@Test
	void oneThatFailsIsNamedAndTheExitCodeSaysSo() {
		String odd = "org.example.third/plugin.xml: optimiser org.example.odd.a: attribute description is missing; add it\n", missing = "org.example.third/plugin.xml: optimiser org.example.absent: "
				+ "optimiser 'org.example.absent' is broken: class org.example.Missing is missing; report it to the authors of bundle org.example.third 3.0.0, or uninstall that bundle\n";
		assertEquals(new Result(1, "optimiser/org.example.odd\tfailed\noptimiser/absent\tfailed\noptimiser/descent\tpassed\n", odd + missing), physics4ml(BROKEN, "plugins", "verify"));
		var json = physics4ml(BROKEN, "plugins", "verify", "--json");
		assertEquals(List.of(1, odd + missing), List.of(json.exit(), json.err()));
		var last = Map.of("kind", "optimiser", "id", "descent", "bundle", "org.example.first", "version", "1.2.3", "verdict", "passed", "problems", List.of());
		assertEquals(last, ((List<?>) Json.parse(json.out())).getLast());
	}

	@Test
	void aCommandIsNeeded() {
		assertEquals(new Result(2, "", "physics4ml plugins: a command is missing: list or verify; see physics4ml plugins --help\n"), physics4ml(SOUND, "plugins"));
	}
}

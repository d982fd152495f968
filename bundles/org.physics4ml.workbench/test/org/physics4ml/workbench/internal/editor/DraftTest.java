package org.physics4ml.workbench.internal.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.core.run.Templates;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;

class DraftTest {

	private static String text() {
		return ExperimentFiles.toText(Templates.find("blank").orElseThrow().experiment());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void everyStepOfAnyHistoryCanBeTakenBackAndMadeAgain(long seed) throws Exception {
		var random = new SplittableRandom(seed);
		var draft = new Draft(text(), "test");
		List<String> states = new ArrayList<>(List.of(draft.state().text()));
		for (int i = 0; i < 60; i++) {
			String before = draft.state().text();
			int value = random.nextInt(1, 1000);
			switch (random.nextInt(5)) {
			case 0 -> edit(draft, "architecture.width", (long) value);
			case 1 -> edit(draft, "seed", (long) value);
			case 2 -> edit(draft, "inputs.points", List.of(List.of(value / 7.0), List.of(1L)));
			case 3 -> draft.replace("Typing", before + "<!-- " + value + " -->");
			default -> draft.replace("Typing", random.nextBoolean() ? "<broken" + value : text());
			}
			if (!draft.state().text().equals(before))
				states.add(draft.state().text());
		}
		assertTrue(states.size() > 20);
		for (int i = states.size() - 1; i >= 0; i--) {
			assertEquals(states.get(i), draft.state().text());
			if (i > 0)
				draft.stack().undo();
		}
		assertFalse(draft.stack().canUndo());
		assertFalse(draft.isDirty());
		for (int i = 1; i < states.size(); i++) {
			draft.stack().redo();
			assertEquals(states.get(i), draft.state().text());
		}
		assertFalse(draft.stack().canRedo());
	}

	private static void edit(Draft draft, String path, Object value) {
		try {
			draft.edit("edit", experiment -> ExperimentPaths.set(experiment, path, value));
		} catch (InvalidExperimentException unreadable) {
			assertNull(draft.state().experiment());
		}
	}

	@Test
	void aRefusedOrIdleChangeLeavesNoStep() throws Exception {
		var draft = new Draft(text(), "test");
		assertThrows(InvalidExperimentException.class, () -> draft.edit("edit", experiment -> ExperimentPaths.set(experiment, "seed", "many")));
		draft.edit("edit", experiment -> ExperimentPaths.set(experiment, "seed", 1L));
		draft.replace("typing", draft.state().text());
		assertFalse(draft.stack().canUndo());
		assertFalse(draft.isDirty());
	}

	@Test
	void unreadableTextIsKeptWithTheReasons() {
		var draft = new Draft("<experiment", "test");
		assertNull(draft.state().experiment());
		assertFalse(draft.state().problems().isEmpty());
		assertEquals("<experiment", draft.state().text());
		draft.replace("typing", text());
		assertNotNull(draft.state().experiment());
		assertTrue(draft.domain().getResourceSet().getResources().getFirst().getContents().contains(draft.state().experiment()));
	}
}

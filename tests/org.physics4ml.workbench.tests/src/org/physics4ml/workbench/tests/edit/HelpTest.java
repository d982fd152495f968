package org.physics4ml.workbench.tests.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.Platform;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IToc;
import org.eclipse.help.ITopic;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.workbench.tests.ui.Ui;

class HelpTest {

	private static final List<String> SECTIONS = List.of("general", "inputs", "architecture", "prior", "sampling", "analyses", "sweep", "data", "optimiser", "plan", "functions", "source", "newExperiment");

	@Test
	void everySectionOfTheFormHasItsHelp() throws Exception {
		for (String section : SECTIONS) {
			var context = HelpSystem.getContext("org.physics4ml.workbench." + section);
			assertNotNull(context, section);
			assertTrue(context.getText().length() > 20, section);
			assertTrue(read(context.getRelatedTopics()[0].getHref()).contains("<h1>"), section);
		}
	}

	@Test
	void theBookHasAPageForEveryContribution() throws Exception {
		IToc book = Arrays.stream(HelpSystem.getTocs()).filter(toc -> toc.getLabel().equals("Physics4ML Workbench")).findFirst().orElseThrow();
		List<ITopic> pages = new ArrayList<>();
		for (ITopic topic : book.getTopics())
			collect(topic, pages);
		for (ITopic page : pages)
			assertTrue(read(page.getHref()).contains("<h1>"), page.getHref());
		var registry = new Registry(Platform.getExtensionRegistry());
		int contributions = 0;
		for (Kind kind : Kind.values())
			for (var declaration : registry.declarations(kind)) {
				contributions++;
				String href = "/org.physics4ml.workbench/help/contributions/" + kind.word() + "/" + declaration.id() + ".html";
				assertTrue(pages.stream().anyMatch(page -> href.equals(page.getHref())), href);
				String html = read(href);
				for (var parameter : declaration.parameters())
					assertTrue(html.contains("<code>" + parameter.name() + "</code>"), href + " " + parameter.name());
			}
		assertTrue(contributions > 20);
		assertEquals(4 + contributions, pages.size());
	}

	@Test
	void helpIsShownBesideTheEditor() {
		PlatformUI.getWorkbench().getHelpSystem().displayHelp("org.physics4ml.workbench.sweep");
		Ui.until("the help view", () -> Ui.page().findView("org.eclipse.help.ui.HelpView") != null);
		Ui.settle();
		Ui.screenshot("help");
		Ui.page().hideView(Ui.page().findView("org.eclipse.help.ui.HelpView"));
	}

	private static void collect(ITopic topic, List<ITopic> pages) {
		if (topic.getHref() != null)
			pages.add(topic);
		for (ITopic child : topic.getSubtopics())
			collect(child, pages);
	}

	private static String read(String href) throws Exception {
		try (InputStream in = HelpSystem.getHelpContent(href.replaceFirst("#.*", ""))) {
			assertNotNull(in, href);
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}
}

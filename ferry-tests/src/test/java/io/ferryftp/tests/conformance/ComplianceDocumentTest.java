package io.ferryftp.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.command.Band;
import io.ferryftp.protocol.command.Grammar;
import io.ferryftp.protocol.command.Phase;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.tests.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// `docs/rfc-compliance.md` says what the verb table says. Its first part is made from the table;
/// the clauses below are written by hand.
class ComplianceDocumentTest {
  private static final String CLAUSES = "## Clauses\n";

  @Test
  void documentIsInStepWithTheVerbTable() throws IOException {
    Path document = Repository.root().resolve("docs/rfc-compliance.md");
    String current = Files.exists(document) ? Files.readString(document) : CLAUSES;
    int clauses = current.indexOf(CLAUSES);
    assertThat(clauses).as("the heading that the clauses stand under").isNotNegative();
    String expected = table() + current.substring(clauses);
    if (Boolean.getBoolean("ferry.write")) {
      Files.writeString(document, expected);
      return;
    }

    assertThat(current)
        .as(
            "docs/rfc-compliance.md is not in step with Verb; write it anew with"
                + " ./check --write ComplianceDocumentTest")
        .isEqualTo(expected);
  }

  private static String table() {
    var out = new StringBuilder();
    out.append("# What Ferry's server does of each RFC\n\n");
    out.append(
        "One row a verb, made from the table `Verb`, which also drives the server; a test keeps"
            + " this page in step.\n");
    out.append(
        "What is *refused* answers 502; a TYPE, STRU or MODE that is not listed answers"
            + " 504.\n\n");
    for (Band band : Band.values()) {
      out.append("## ").append(capital(band.name())).append("\n\n");
      out.append("| verb | also | syntax | source | when | final replies | state |\n");
      out.append("|---|---|---|---|---|---|---|\n");
      for (Verb verb : Verb.values()) {
        if (verb.band() == band && verb != Verb.UNKNOWN) {
          out.append(row(verb));
        }
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static String row(Verb verb) {
    String finals = new TreeSet<>(verb.finals()).toString().replaceAll("[\\[\\]]", "");
    return "| %s | %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            verb.name(),
            String.join(" ", verb.aliases()),
            verb.syntax().isEmpty() ? "" : "`" + verb.syntax().replace("|", "\\|") + "`",
            verb.source().matches("[0-9, ]+") ? "RFC " + verb.source() : verb.source(),
            verb.phase() == Phase.ANYTIME ? "any time" : "logged in",
            finals,
            state(verb.grammar().landing()));
  }

  private static String state(Grammar.Landing landing) {
    return switch (landing) {
      case LANDED -> "landed";
      case REFUSED -> "refused";
    };
  }

  private static String capital(String word) {
    return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
  }
}

package io.ferryftp.tests.sequences;

import io.ferryftp.tests.model.Files;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Plays a sequence against the server and the model, and tells where they differ.
final class Player {
  private final Stage stage;
  private final List<String> transcript = new ArrayList<>();
  private final List<Talk> talks = new ArrayList<>();
  private final Map<Integer, Dialogue> dialogues = new HashMap<>();
  private final Files files = new Files(Generator.tree());

  private Player(Stage stage) {
    this.stage = stage;
  }

  /// The difference, with a transcript; empty if server and model agree.
  static Optional<String> play(Stage stage, List<Step> steps) {
    return new Player(stage).play(steps);
  }

  private Optional<String> play(List<Step> steps) {
    try {
      stage.playground().reset(Generator.tree());
      for (int i = 0; i < steps.size(); ) {
        i += dialogue(steps.get(i).session()).play(steps.subList(i, steps.size()));
      }
      return sameFiles().map(this::shown);
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          shown(e instanceof Dialogue.Difference known ? known.what() : e.toString()));
    } finally {
      talks.forEach(Talk::close);
    }
  }

  private Dialogue dialogue(int session) throws IOException {
    Optional<Dialogue> known = Optional.ofNullable(dialogues.get(session));
    if (known.isPresent() && !known.get().hasEnded()) {
      return known.get();
    }
    var talk = new Talk(stage, "AB".substring(session, session + 1), transcript);
    talks.add(talk);
    var dialogue = new Dialogue(stage, files, talk);
    dialogues.put(session, dialogue);
    return dialogue;
  }

  private Optional<String> sameFiles() throws IOException {
    var foreseen = new TreeMap<>(files.contents());
    foreseen.remove("/");
    Map<String, Optional<String>> there = stage.playground().contents();
    if (there.equals(foreseen)) {
      return Optional.empty();
    }
    there.entrySet().removeAll(List.copyOf(foreseen.entrySet()));
    foreseen.entrySet().removeAll(stage.playground().contents().entrySet());
    return Optional.of("foreseen files: " + foreseen + "\nfiles there: " + there);
  }

  private String shown(String difference) {
    String all = difference + "\n" + String.join("\n", transcript);
    var out = new StringBuilder();
    for (int i = 0; i < all.length(); i++) {
      char c = all.charAt(i);
      out.append(c == '\n' || (c >= ' ' && c < 0x7F) ? "" + c : "\\x%02X".formatted((int) c));
    }
    return out.toString();
  }
}

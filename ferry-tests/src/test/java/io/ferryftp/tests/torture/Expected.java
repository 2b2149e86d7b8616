package io.ferryftp.tests.torture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What may be heard at one place of a row.
///
/// @param ours what Ferry answers: a code, or `closed`; several where chance decides
/// @param tolerable what another server may answer by the RFCs; `4xx` is any such code
/// @param part that the text of the reply has to have; empty: any text will do
record Expected(List<String> ours, List<String> tolerable, String part) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-z|]+)(?: \\(([0-9a-z! ]+)\\))?(?: \"(.*)\")?");

  Expected {
    ours = List.copyOf(ours);
    tolerable = List.copyOf(tolerable);
  }

  /// `501|500 (550 closed) "text"`.
  static Expected parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("what is expected? " + text);
    }
    return new Expected(
        List.of(form.group(1).split("\\|", -1)),
        form.group(2) == null ? List.of() : Arrays.asList(form.group(2).split(" ", -1)),
        form.group(3) == null ? "" : form.group(3));
  }

  /// The same with values in the text.
  Expected with(Map<String, String> values) {
    String text = part;
    for (var value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue());
    }
    return new Expected(ours, tolerable, text);
  }

  Verdict judge(Heard heard) {
    boolean saysIt = heard.text().contains(part);
    if (ours.contains(heard.code())) {
      return saysIt ? Verdict.AS_WANTED : Verdict.OTHERWISE;
    }
    return tolerable.stream().anyMatch(code -> fits(code.replace("!", ""), heard.code()))
        ? Verdict.TOLERABLE
        : Verdict.OTHERWISE;
  }

  private static boolean fits(String pattern, String code) {
    return pattern.endsWith("xx")
        ? code.length() == 3 && code.charAt(0) == pattern.charAt(0)
        : pattern.equals(code) || (pattern.equals("any") && code.matches("[2-5]\\d\\d"));
  }

  /// Whether a reply of this kind lets the row go on as it is written.
  boolean isLike(Heard heard) {
    return heard.isPreliminary() == ours.getFirst().startsWith("1")
        && tolerable.stream()
            .noneMatch(code -> code.startsWith("!") && fits(code.substring(1), heard.code()));
  }
}

package io.ferryftp.tests.torture;

import io.ferryftp.testkit.TestCertificates;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/// One playing of a row. It goes on as long as what is heard fits what comes next, and says what it
/// heard; it judges and never fails.
final class RowPlay implements AutoCloseable {
  private static final String FIRST = "1";
  private static final int LETTERS = 26;
  private static final String BOMB = Octets.bomb(100 << 20);

  private final TortureRow row;
  private final Target target;
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, Client> clients = new HashMap<>();
  private final List<String> heard = new ArrayList<>();
  private Verdict verdict = Verdict.AS_WANTED;
  private String complaint = "";
  private String client = FIRST;
  private String said = "";

  private record Client(Talk talk, DataSide data) {}

  /// Nothing that comes next could be understood.
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private RowPlay(TortureRow row, Target target) {
    this.row = row;
    this.target = target;
    values.put("user", target.user());
    values.put("password", target.password());
    values.put("row", row.id());
    count(0);
    values.put("bomb", BOMB);
  }

  private void count(int number) {
    values.put("i", "" + number);
    values.put("letter", "" + (char) ('a' + number % LETTERS));
  }

  /// Plays a whole row.
  static Played play(TortureRow row, Target target) throws InterruptedException {
    try (var play = new RowPlay(row, target)) {
      return play.run(row.steps());
    }
  }

  private Played run(List<Step> steps) throws InterruptedException {
    try {
      all(steps);
    } catch (SocketTimeoutException e) {
      bad("data hang", "nothing happened to the data connection");
    } catch (IOException e) {
      bad("no data", "data connection: " + e.getMessage());
    } catch (Stop e) {
      return played(); // What led to it is noted.
    }
    return played();
  }

  private Played played() {
    return new Played(heard, verdict, complaint);
  }

  private void all(List<Step> steps) throws IOException, Stop, InterruptedException {
    for (Step step : steps) {
      switch (step) {
        case Step.Send send -> send(send);
        case Step.Hear hear -> hear(hear);
        case Step.Give give -> give(give);
        case Step.Take take -> take(take.octets());
        case Step.Act act -> act(act.what());
        case Step.As as -> client = as.client();
        case Step.Loop loop -> {
          if (loop.atOnce()) {
            atOnce(loop);
          } else {
            for (int i = 0; i < loop.times().at(target.scale()); i++) {
              count(i);
              all(loop.body());
            }
          }
        }
      }
    }
  }

  private Client client() throws IOException {
    Client known = clients.get(client);
    if (known == null) {
      var talk = new Talk(target.control(), target.patience());
      known = new Client(talk, new DataSide(talk));
      clients.put(client, known);
    }
    return known;
  }

  private void send(Step.Send step) throws IOException, Stop, InterruptedException {
    if (!client().talk().send(repeated(step.octets(), step.times()))) {
      bad("takes nothing", "the server took no more of " + step.octets());
      throw new Stop();
    }
  }

  private byte[] repeated(String template, Amount times) {
    byte[] once =
        template.matches("\\*\\d+") ? Octets.content(template) : Octets.of(template, values);
    int count = times.at(target.scale());
    var all = new byte[once.length * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(once, 0, all, i * once.length, once.length);
    }
    return all;
  }

  private void hear(Step.Hear step) throws IOException, Stop {
    Expected expected = step.expected().with(values);
    for (int i = step.times().at(target.scale()); i > 0; i--) {
      Heard reply = client().talk().hear();
      client().data().announced(reply);
      said = reply.text();
      Verdict one = expected.judge(reply);
      boolean other = one == Verdict.OTHERWISE;
      if (other) {
        boolean text = expected.ours().contains(reply.code());
        bad(
            reply.code() + (text ? " other text" : ""),
            "expected %s, heard %s %s".formatted(expected, reply.code(), reply.text()));
      } else if (step.noted()) {
        heard.add(reply.code());
        verdict = verdict.or(one);
      }
      refuseForbidden(reply);
      if (one != Verdict.AS_WANTED && (reply.isEnd() || !expected.isLike(reply))) {
        throw new Stop();
      }
    }
  }

  private void refuseForbidden(Heard reply) {
    if (row.all("never").stream().anyMatch(form -> isIn(form, reply))) {
      bad("other text", "a reply must not look like this: " + reply.text());
    }
    for (String forbidden : row.all("lacks")) {
      String part = new String(Octets.of(forbidden, values), StandardCharsets.UTF_8);
      if (reply.text().contains(part)) {
        bad("says " + forbidden, "a reply has " + forbidden + ": " + reply.text());
      }
    }
  }

  private static boolean isIn(String form, Heard reply) {
    return Pattern.compile(form).matcher(reply.text()).find();
  }

  private void give(Step.Give step) throws IOException, Stop, InterruptedException {
    Client now = client();
    if (!now.talk().write(now.data().outermost(), repeated(step.octets(), step.times()))) {
      bad("takes no data", "the server took no more data");
      throw new Stop();
    }
  }

  private void take(String expected) throws IOException {
    Taken.amiss(client().data().takeAll(), expected, values)
        .ifPresent(amiss -> bad(amiss.word(), amiss.what()));
  }

  private void act(String what) throws IOException, Stop, InterruptedException {
    Client now = client();
    DataSide data = now.data();
    switch (what) {
      case "passive" -> {
        announce("PASV", "227");
        data.connect();
      }
      case "extended" -> {
        announce("EPSV", "229");
        data.connect();
      }
      case "remember" -> values.put("said", said);
      case "announce" -> announce("PASV", "227");
      case "announce extended" -> announce("EPSV", "229");
      case "active" -> setUp("PORT " + data.listen(), "200");
      case "active deaf" -> {
        String address = data.listen();
        data.deaf();
        setUp("PORT " + address, "200");
      }
      default -> {
        if (what.startsWith("data tls")) {
          data.protect(sessions(what.equals("data tls") ? client : what.substring(9)));
        } else {
          Acts.act(what, now.talk(), data);
        }
      }
    }
  }

  /// Those of a client of this row, or of nobody yet.
  private SSLContext sessions(String of) {
    Client other = clients.get(of);
    return other == null ? TestCertificates.clientContext() : other.talk().sessions();
  }

  private void announce(String command, String code)
      throws IOException, Stop, InterruptedException {
    Heard reply = setUp(command, code);
    if (!client().data().announced(reply)) {
      bad(command + " unclear", "no address in " + reply.text());
      throw new Stop();
    }
  }

  private Heard setUp(String command, String code) throws IOException, Stop, InterruptedException {
    Talk talk = client().talk();
    talk.send((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    Heard reply = talk.hear();
    if (!reply.code().equals(code)) {
      bad(
          command.substring(0, 4) + " " + reply.code(),
          command + " was answered " + reply.code() + " " + reply.text());
      throw new Stop();
    }
    return reply;
  }

  /// Each time by another client in a thread of its own.
  private void atOnce(Step.Loop loop) throws InterruptedException, IOException {
    var counts = new TreeMap<String, Integer>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Played>>();
      for (int i = 0; i < loop.times().at(target.scale()); i++) {
        int number = i;
        running.add(threads.submit(() -> alone(loop.body(), number)));
      }
      for (Future<Played> one : running) {
        Played done = one.get();
        counts.merge(done.summary(), 1, Integer::sum);
        verdict = verdict.or(done.verdict());
        complaint = complaint.isEmpty() ? done.complaint() : complaint;
      }
    } catch (ExecutionException e) {
      throw new IOException("one of many", e);
    }
    counts.forEach((what, count) -> heard.add(of(count, what)));
  }

  /// How many of those who came at once heard this.
  static String of(int count, String what) {
    return count + " of them: " + what;
  }

  private Played alone(List<Step> body, int number) throws InterruptedException {
    try (var other = new RowPlay(row, target)) {
      other.count(number);
      return other.run(body);
    }
  }

  private void bad(String word, String what) {
    heard.add(word);
    verdict = Verdict.OTHERWISE;
    complaint = complaint.isEmpty() ? what : complaint;
  }

  @Override
  public void close() {
    clients.values().forEach(each -> ((Runnable) each.talk()::close).run());
  }
}

package io.ferryftp.protocol;

import java.util.Random;

/// Random numbers of a test that can be had again: the seed is printed, and `-Dferry.seed=…` sets
/// it.
public final class Seed {
  private Seed() {}

  /// A generator with a printed seed.
  public static Random random(Class<?> test) {
    long seed = Long.getLong("ferry.seed", System.nanoTime());
    System.out.println(test.getSimpleName() + ": -Dferry.seed=" + seed);
    return new Random(seed);
  }

  /// 0 to `max` octets, each from the alphabet.
  public static byte[] octets(Random random, byte[] alphabet, int max) {
    var octets = new byte[random.nextInt(max + 1)];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = alphabet[random.nextInt(alphabet.length)];
    }
    return octets;
  }
}

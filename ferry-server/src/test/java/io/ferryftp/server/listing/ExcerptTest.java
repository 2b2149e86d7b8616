package io.ferryftp.server.listing;

import static io.ferryftp.server.listing.Reading.limits;
import static io.ferryftp.server.listing.Reading.list;
import static io.ferryftp.server.listing.Reading.listings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.file.VirtualPath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private final FakeTree tree = new FakeTree();

  private Excerpt stat(String argument, int maxLines) throws IOException {
    return listings(tree, limits(100, 2, 5))
        .statLines(VirtualPath.ROOT, ListArgument.parse(argument), maxLines);
  }

  @Test
  void isWhatListShows() throws IOException {
    tree.files("/b", "/a").directory("/c");
    Excerpt all = stat("", Listings.STAT_LINES);
    assertThat(all.lines()).isEqualTo(list(tree, ""));
    assertThat(all.remark()).isEmpty();
    assertThat(stat("a", Listings.STAT_LINES).lines()).isEqualTo(list(tree, "a"));
  }

  @Test
  void stopsAtItsLimitAndSaysSo() throws IOException {
    tree.crowd("/", 50);
    assertThat(stat("", 50).lines()).hasSize(50);
    assertThat(stat("", 50).remark()).isEmpty();
    Excerpt cut = stat("", 49);
    assertThat(cut.lines()).hasSize(49);
    assertThat(cut.remark()).contains("stopped at 49 lines, LIST has all");
    assertThat(tree.open).isZero();
  }

  @Test
  void passesOnWhatTheListingLeavesOut() throws IOException {
    tree.crowd("/", 6);
    assertThat(stat("-R", 50).remark()).contains("listing stopped at 5 entries");
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> stat("missing", 10)).isInstanceOf(NoSuchFileException.class);
  }
}

package io.ferryftp.cli;

import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.FtpUrlSyntaxException;
import io.ferryftp.protocol.data.Representation;
import java.util.ArrayList;
import java.util.List;

/// URLs on the command line.
final class Urls {
  private Urls() {}

  static FtpUrl parse(String text) throws MistakeException {
    try {
      return FtpUrl.parse(text);
    } catch (FtpUrlSyntaxException e) {
      throw new MistakeException(String.valueOf(e.getMessage()), e);
    }
  }

  static List<FtpUrl> parse(List<String> texts) throws MistakeException {
    var urls = new ArrayList<FtpUrl>();
    for (String text : texts) {
      urls.add(parse(text));
    }
    return urls;
  }

  /// URLs that name files.
  ///
  /// @param instead what to do with a directory
  static List<FtpUrl> parseFiles(List<String> texts, String instead) throws MistakeException {
    List<FtpUrl> urls = parse(texts);
    for (FtpUrl url : urls) {
      if (url.isDirectory() || url.type().filter(FtpUrl.Type.LISTING::equals).isPresent()) {
        throw new MistakeException("%s: this is a directory's URL; %s".formatted(url, instead));
      }
    }
    return urls;
  }

  /// How the file of this URL is transferred: as it is, unless `;type=a` says otherwise.
  static Representation representation(FtpUrl url) {
    return url.type().filter(FtpUrl.Type.ASCII::equals).isPresent()
        ? Representation.ASCII
        : Representation.IMAGE;
  }

  /// Refuses to continue a text, whose octets there are not those here.
  static void refuseToResumeText(List<FtpUrl> urls) throws MistakeException {
    for (FtpUrl url : urls) {
      if (representation(url) == Representation.ASCII) {
        throw new MistakeException(
            url + ": text has no offset to continue at; leave --resume or ;type=a out");
      }
    }
  }
}

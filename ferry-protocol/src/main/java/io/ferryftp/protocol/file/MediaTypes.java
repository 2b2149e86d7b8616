package io.ferryftp.protocol.file;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Kinds of content by the end of a name, for the fact Media-Type (RFC 3659 §7.5.8): a guess, made
/// without a look at the content, and only where the ending leaves no doubt.
public final class MediaTypes {
  /// A media type, and the endings of names that mean it.
  private static final Map<String, String> BY_ENDING =
      table(
          "text/plain txt text log conf ini",
          "text/csv csv",
          "text/html html htm",
          "text/css css",
          "text/javascript js mjs",
          "text/markdown md",
          "text/xml xml",
          "application/json json",
          "application/yaml yaml yml",
          "application/pdf pdf",
          "application/postscript ps eps",
          "application/rtf rtf",
          "application/zip zip",
          "application/gzip gz tgz",
          "application/x-bzip2 bz2",
          "application/x-xz xz",
          "application/zstd zst",
          "application/x-tar tar",
          "application/x-7z-compressed 7z",
          "application/java-archive jar",
          "application/msword doc",
          "application/vnd.ms-excel xls",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document docx",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx",
          "application/vnd.oasis.opendocument.text odt",
          "application/vnd.oasis.opendocument.spreadsheet ods",
          "image/png png",
          "image/jpeg jpg jpeg",
          "image/gif gif",
          "image/svg+xml svg",
          "image/tiff tif tiff",
          "image/webp webp",
          "image/bmp bmp",
          "audio/mpeg mp3",
          "audio/ogg ogg",
          "audio/flac flac",
          "audio/wav wav",
          "video/mp4 mp4",
          "video/mpeg mpg mpeg",
          "video/quicktime mov",
          "video/webm webm");

  private MediaTypes() {}

  /// The media type that a name means; empty if its ending is not known or there is none.
  public static Optional<String> of(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0
        ? Optional.empty()
        : Optional.ofNullable(BY_ENDING.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
  }

  private static Map<String, String> table(String... rows) {
    return Stream.of(rows)
        .map(row -> row.split(" "))
        .flatMap(row -> Stream.of(row).skip(1).map(ending -> Map.entry(ending, row[0])))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
